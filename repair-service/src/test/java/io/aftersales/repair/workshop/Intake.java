package io.aftersales.repair.workshop;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A repair that the helpdesk asks for, with what a test says about it. */
public final class Intake {

    private static final KafkaProbe KAFKA = KafkaProbe.shared();

    private final UUID actionId = UUID.randomUUID();
    private final UUID ticketId = UUID.randomUUID();
    private final Map<String, Object> payload = new LinkedHashMap<>();

    private Intake(UUID customer, UUID product) {
        payload.put("actionId", actionId);
        payload.put("ticketId", ticketId);
        payload.put("customerId", customer);
        payload.put("companyId", customer);
        if (product != null) {
            payload.put("productId", product);
        }
        payload.put("description", "Does not light");
        payload.put("invoiceMethod", "none");
        requestedBy("agent-user");
    }

    public static Intake of(UUID customer, UUID product) {
        return new Intake(customer, product);
    }

    public Intake with(String field, Object value) {
        payload.put(field, value);
        return this;
    }

    public Intake requestedBy(String sub) {
        return with("requestedBy", Map.of("sub", sub, "name", "Test " + sub));
    }

    public Outgoing command() {
        return Outgoing.command("create-repair-order", ticketId, actionId, payload);
    }

    public Intake send() {
        KAFKA.send(command());
        return this;
    }

    public UUID actionId() {
        return actionId;
    }

    public UUID ticketId() {
        return ticketId;
    }

    public Message created() {
        return KAFKA.awaitOfAction("repair-order-created", actionId);
    }

    /** The order that came of it. */
    public UUID orderId() {
        return UUID.fromString(created().text("/repairOrderId"));
    }

    /** The code of the rule that it broke. */
    public String rejection() {
        return KAFKA.awaitOfAction("repair-order-rejected", actionId).text("/code");
    }
}
