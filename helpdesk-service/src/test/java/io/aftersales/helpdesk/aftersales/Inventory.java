package io.aftersales.helpdesk.aftersales;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plays inventory's part: real records on its topics, as its schemas want them. */
final class Inventory {

    private final KafkaProbe kafka = KafkaProbe.shared();

    /** A return that came out of an action. */
    record Goods(UUID id, UUID ticketId, UUID actionId) {

        static Goods of(UUID ticketId, UUID actionId) {
            return new Goods(UUID.randomUUID(), ticketId, actionId);
        }

        String number() {
            return "WH/IN/" + id.toString().substring(0, 8);
        }
    }

    void created(Goods goods, long sequence, Map<String, ?> more) {
        tell("return-created", goods, sequence, "ready", 0, more);
    }

    void received(Goods goods, long sequence, int quantity) {
        tell("return-received", goods, sequence, "done", quantity, Map.of("date", LocalDate.of(2026, 11, 25)));
    }

    void cancelled(Goods goods, long sequence) {
        tell("return-cancelled", goods, sequence, "cancelled", 0, Map.of());
    }

    void rejected(UUID ticketId, UUID actionId, String code) {
        kafka.send(Outgoing.rejection(
                "return-rejected",
                actionId,
                Map.of("actionId", actionId, "ticketId", ticketId, "code", code, "detail", "Because of " + code)));
    }

    UUID delivers(UUID customerId, UUID... products) {
        return delivers(customerId, Map.of(), products);
    }

    UUID delivers(UUID customerId, Map<String, ?> more, UUID... products) {
        UUID delivery = more.get("deliveryId") instanceof UUID known ? known : UUID.randomUUID();
        Map<String, Object> state = new HashMap<>();
        state.put("deliveryId", delivery);
        state.put("number", "WH/OUT/00007");
        state.put("state", "done");
        state.put("customerId", customerId);
        state.put("companyId", customerId);
        state.put("date", LocalDate.of(2026, 11, 24));
        state.put(
                "lines",
                Arrays.stream(products)
                        .map(product ->
                                Map.of("lineId", UUID.randomUUID(), "productId", product, "sku", "LAMP", "quantity", 3))
                        .toList());
        state.putAll(more);
        kafka.send(
                state.get("actionId") instanceof UUID action
                        ? Outgoing.event("delivery-validated", delivery, 1, action, state)
                        : Outgoing.event("delivery-validated", delivery, 1, state));
        return delivery;
    }

    private void tell(String topic, Goods goods, long sequence, String state, int received, Map<String, ?> more) {
        Map<String, Object> told = new HashMap<>();
        told.put("returnId", goods.id());
        told.put("number", goods.number());
        told.put("state", state);
        told.put("deliveryId", UUID.randomUUID());
        told.put("deliveryNumber", "WH/OUT/00001");
        told.put("customerId", UUID.randomUUID());
        told.put("companyId", UUID.randomUUID());
        told.put("origin", "Return of WH/OUT/00001");
        told.put("returnLocationId", UUID.randomUUID());
        told.put(
                "lines",
                List.of(Map.of(
                        "lineId",
                        UUID.randomUUID(),
                        "deliveryLineId",
                        UUID.randomUUID(),
                        "productId",
                        UUID.randomUUID(),
                        "sku",
                        "LAMP",
                        "quantity",
                        3,
                        "received",
                        received)));
        told.put("changedBy", Map.of("sub", "ines", "name", "Ines Inventory"));
        told.put("ticketId", goods.ticketId());
        told.put("actionId", goods.actionId());
        told.putAll(more);
        kafka.send(Outgoing.event(topic, goods.id(), sequence, goods.actionId(), told));
    }
}
