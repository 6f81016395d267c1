package io.aftersales.inventory.warehouse;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A return that the helpdesk asks for, with what a test says about it. */
public final class Asked {

    private static final KafkaProbe KAFKA = KafkaProbe.shared();

    private final UUID actionId = UUID.randomUUID();
    private final UUID deliveryId;
    private final Map<String, Object> payload = new LinkedHashMap<>();
    private final List<Object> lines = new ArrayList<>();

    private Asked(UUID delivery, UUID company) {
        deliveryId = delivery;
        payload.put("actionId", actionId);
        payload.put("ticketId", UUID.randomUUID());
        payload.put("deliveryId", delivery);
        payload.put("customerId", company);
        payload.put("companyId", company);
        payload.put("requestedBy", Map.of("sub", "agent-user", "name", "Test agent-user"));
    }

    /** All that is returnable of a delivery, unless lines are named. */
    public static Asked of(UUID delivery, UUID company) {
        return new Asked(delivery, company);
    }

    public Asked with(String field, Object value) {
        payload.put(field, value);
        return this;
    }

    public Asked line(UUID deliveryLine, String quantity, String... serialNumbers) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("deliveryLineId", deliveryLine);
        line.put("quantity", new BigDecimal(quantity));
        if (serialNumbers.length > 0) {
            line.put("serialNumbers", List.of(serialNumbers));
        }
        lines.add(line);
        payload.put("lines", lines);
        return this;
    }

    public UUID actionId() {
        return actionId;
    }

    public Asked send() {
        KAFKA.send(Outgoing.command("create-return", deliveryId, actionId, payload));
        return this;
    }

    public Message created() {
        return KAFKA.awaitOfAction("return-created", actionId);
    }

    /** The return that came of it. */
    public UUID returnId() {
        return UUID.fromString(created().text("/returnId"));
    }

    /** The code of the rule that it broke. */
    public String rejection() {
        return KAFKA.awaitOfAction("return-rejected", actionId).text("/code");
    }

    /** Every answer so far, each once. */
    public List<Message> answers() {
        return Stream.of("return-created", "return-rejected")
                .flatMap(topic -> KAFKA.differentOn(topic, KafkaProbe.ofAction(actionId)).stream())
                .filter(answer -> answer.topic().equals("return-rejected") || answer.sequence() == 1)
                .toList();
    }
}
