package io.aftersales.helpdesk.aftersales;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plays loyalty's part: real records on its topics, as its schemas want them. */
final class Loyalty {

    static final String CODE = "K7XQM-2RTHW-9BVPD";

    private final KafkaProbe kafka = KafkaProbe.shared();

    /** A coupon that came out of an action. */
    record Given(UUID id, UUID ticketId, UUID actionId) {

        static Given of(UUID ticketId, UUID actionId) {
            return new Given(UUID.randomUUID(), ticketId, actionId);
        }
    }

    void generated(Given coupon, long sequence) {
        kafka.send(generation(coupon, sequence));
    }

    /** As a republication does; the helpdesk has taken it in when this returns. */
    void generatedAgain(Given coupon, long sequence) {
        kafka.teach(generation(coupon, sequence));
    }

    private static Outgoing generation(Given coupon, long sequence) {
        return event("coupon-generated", coupon, sequence, coupon.actionId(), Map.of("state", "valid", "code", CODE));
    }

    /** @param answered the action that asked for the mail */
    void sent(Given coupon, long sequence, UUID answered, Map<String, ?> more) {
        Map<String, Object> state = new HashMap<>(Map.of("state", "sent", "code", CODE, "answeredActionId", answered));
        state.putAll(more);
        tell("coupon-sent", coupon, sequence, answered, state);
    }

    /** Without the code, as all but those two. */
    void later(String topic, Given coupon, long sequence, String state, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(Map.of("state", state));
        all.putAll(more);
        tell(topic, coupon, sequence, coupon.actionId(), all);
    }

    void rejected(String topic, UUID ticketId, UUID actionId, String code) {
        kafka.send(Outgoing.rejection(
                topic,
                actionId,
                Map.of("actionId", actionId, "ticketId", ticketId, "code", code, "detail", "Because of " + code)));
    }

    private void tell(String topic, Given coupon, long sequence, UUID correlation, Map<String, ?> more) {
        kafka.send(event(topic, coupon, sequence, correlation, more));
    }

    private static Outgoing event(String topic, Given coupon, long sequence, UUID correlation, Map<String, ?> more) {
        Map<String, Object> state = new HashMap<>();
        state.put("couponId", coupon.id());
        state.put("programId", UUID.randomUUID());
        state.put("programName", "Goodwill");
        state.put("currency", "EUR");
        state.put("timeZone", "Europe/Berlin");
        state.put("reward", Map.of("kind", "percentage", "percentage", 10, "on", "order"));
        state.put("rewardText", "10 % off the order");
        state.put("minimumAmount", Map.of("amount", "0.00", "currency", "EUR"));
        state.put("minimumIncludesTax", false);
        state.put("minimumQuantity", 1);
        state.put("eligibleProductIds", List.of());
        state.put("createdOn", LocalDate.of(2026, 11, 25));
        state.put("expiresOn", LocalDate.of(2026, 12, 25));
        state.put("ticketId", coupon.ticketId());
        state.put("actionId", coupon.actionId());
        state.putAll(more);
        return Outgoing.event(topic, coupon.id(), sequence, correlation, state);
    }
}
