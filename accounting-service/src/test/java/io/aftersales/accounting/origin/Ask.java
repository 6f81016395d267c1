package io.aftersales.accounting.origin;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A repair's ask for its invoice, and its taking back, as the repair service sends them. */
final class Ask {

    private static final KafkaProbe KAFKA = KafkaProbe.shared();

    private final UUID originId;
    private final int attempt;
    private final UUID actionId = UUID.randomUUID();
    private final Map<String, Object> payload = new LinkedHashMap<>();

    private Ask(UUID originId, int attempt, UUID customer) {
        this.originId = originId;
        this.attempt = attempt;
        payload.put("actionId", actionId);
        payload.put("ticketId", UUID.randomUUID());
        payload.put("originId", originId);
        payload.put("origin", "RO/00042");
        payload.put("attempt", attempt);
        payload.put("customerId", customer);
        payload.put("companyId", customer);
        payload.put("requestedBy", Map.of("sub", "rita", "name", "Rita Repair"));
        payload.put("currency", "EUR");
        payload.put("lines", List.of(line("Look into it", "1", "50.00", "0")));
    }

    static Ask by(UUID customer) {
        return new Ask(UUID.randomUUID(), 1, customer);
    }

    /** The next ask of the same order. */
    Ask again() {
        return new Ask(
                originId, attempt + 1, UUID.fromString(payload.get("customerId").toString()));
    }

    Ask with(String field, Object value) {
        payload.put(field, value);
        return this;
    }

    static Map<String, Object> line(String description, String quantity, String price, String rate, UUID... taxes) {
        return Map.of(
                "description",
                description,
                "quantity",
                new BigDecimal(quantity),
                "unitPrice",
                price,
                "taxIds",
                List.of(taxes),
                "taxRate",
                new BigDecimal(rate));
    }

    Outgoing command() {
        return Outgoing.command("draft-invoice", originId, actionId, payload);
    }

    Ask send() {
        KAFKA.send(command());
        return this;
    }

    Outgoing cancellation() {
        Map<String, Object> cancel = new LinkedHashMap<>(payload);
        List.of("currency", "lines", "notes").forEach(cancel::remove);
        return Outgoing.command("cancel-draft-invoice", originId, actionId, cancel);
    }

    Ask cancel() {
        KAFKA.send(cancellation());
        return this;
    }

    UUID actionId() {
        return actionId;
    }

    Message drafted() {
        return KAFKA.awaitOfAction("invoice-drafted", actionId);
    }

    UUID invoiceId() {
        return UUID.fromString(drafted().text("/invoiceId"));
    }

    /** Why it was not drafted. */
    String refusal() {
        return KAFKA.awaitOfAction("invoice-draft-rejected", actionId).text("/code");
    }

    /** Why it was not cancelled. */
    String refusalOfCancellation() {
        return KAFKA.awaitOfAction("invoice-cancellation-rejected", actionId).text("/code");
    }
}
