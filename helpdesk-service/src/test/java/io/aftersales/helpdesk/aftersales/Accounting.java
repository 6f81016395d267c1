package io.aftersales.helpdesk.aftersales;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plays accounting's part: real records on its topics, as its schemas want them. */
final class Accounting {

    private static final Map<String, String> TEN = Map.of("amount", "10.00", "currency", "EUR");

    private final KafkaProbe kafka = KafkaProbe.shared();

    /** A credit note that came out of an action. */
    record Note(UUID id, UUID ticketId, UUID actionId) {

        static Note of(UUID ticketId, UUID actionId) {
            return new Note(UUID.randomUUID(), ticketId, actionId);
        }
    }

    void drafted(Note note, long sequence) {
        drafted(note, sequence, Map.of());
    }

    void drafted(Note note, long sequence, Map<String, ?> more) {
        Map<String, Object> state = new HashMap<>(Map.of("state", "draft"));
        state.putAll(more);
        tell("credit-note-drafted", note, sequence, state);
    }

    void postingRefused(Note note, long sequence, String why) {
        Map<String, String> refusal = Map.of("code", "credit-exceeds-invoice", "detail", why);
        tell("credit-note-posting-refused", note, sequence, Map.of("state", "draft", "refusal", refusal));
    }

    void posted(Note note, long sequence, Map<String, ?> more) {
        Map<String, Object> state = new HashMap<>(Map.of("state", "posted", "number", numberOf(note)));
        state.putAll(more);
        tell("credit-note-posted", note, sequence, state);
    }

    void posted(Note note, long sequence) {
        posted(note, sequence, Map.of());
    }

    void cancelled(Note note, long sequence) {
        tell("credit-note-cancelled", note, sequence, Map.of("state", "cancelled"));
    }

    void rejected(UUID ticketId, UUID actionId, String code) {
        kafka.send(Outgoing.rejection(
                "invoice-reversal-rejected",
                actionId,
                Map.of("actionId", actionId, "ticketId", ticketId, "code", code, "detail", "Because of " + code)));
    }

    UUID postsAnInvoiceOf(UUID customerId) {
        UUID invoice = UUID.randomUUID();
        invoice("invoice-posted", invoice, 2, Map.of("customerId", customerId, "state", "posted"));
        return invoice;
    }

    void invoice(String topic, UUID invoice, long sequence, Map<String, ?> more) {
        Map<String, Object> state = new HashMap<>();
        state.put("invoiceId", invoice);
        state.put("number", "INV/2026/00007");
        state.put("paymentState", "not_paid");
        state.put("customerId", UUID.randomUUID());
        state.put("companyId", UUID.randomUUID());
        state.put("date", LocalDate.of(2026, 11, 24));
        state.put("dueDate", LocalDate.of(2026, 11, 24));
        state.put("currency", "EUR");
        state.put("lines", List.of());
        state.put("net", TEN);
        state.put("tax", Map.of("amount", "0.00", "currency", "EUR"));
        state.put("total", TEN);
        state.put("residual", TEN);
        state.putAll(more);
        kafka.send(
                state.get("actionId") instanceof UUID action
                        ? Outgoing.event(topic, invoice, sequence, action, state)
                        : Outgoing.event(topic, invoice, sequence, state));
    }

    static String numberOf(Note note) {
        return "RINV/2026/" + note.id().toString().substring(0, 8);
    }

    private void tell(String topic, Note note, long sequence, Map<String, ?> more) {
        Map<String, Object> state = new HashMap<>();
        state.put("creditNoteId", note.id());
        state.put("invoiceId", UUID.randomUUID());
        state.put("invoiceNumber", "INV/2026/00001");
        state.put("customerId", UUID.randomUUID());
        state.put("companyId", UUID.randomUUID());
        state.put("reference", "Reversal of: INV/2026/00001");
        state.put("date", LocalDate.of(2026, 11, 24));
        state.put("dueDate", LocalDate.of(2026, 11, 24));
        state.put("currency", "EUR");
        state.put("lines", List.of());
        state.put("net", TEN);
        state.put("tax", Map.of("amount", "0.00", "currency", "EUR"));
        state.put("total", TEN);
        state.put("residual", TEN);
        state.put("ticketId", note.ticketId());
        state.put("actionId", note.actionId());
        state.putAll(more);
        kafka.send(Outgoing.event(topic, note.id(), sequence, note.actionId(), state));
    }
}
