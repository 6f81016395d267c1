package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Goods that inventory has, sold to customers and brought to them. */
final class Goods {

    private final Caller keeper;
    private final Desk desk;

    Goods(Caller keeper, Desk desk) {
        this.keeper = keeper;
        this.desk = desk;
    }

    String product(int inStock) {
        Map<String, ?> product = Map.of("sku", "SKU-" + UUID.randomUUID(), "name", "Lamp", "kind", "goods");
        String id = keeper.post("products", product).expect(201).at("/id");
        if (inStock > 0) {
            Awaitility.await("stock of a lamp")
                    .atMost(Duration.ofMinutes(1))
                    .until(() ->
                            keeper.post("stock", Map.of("productId", id, "quantity", inStock, "reason", "Bought in"))
                                            .status()
                                    == 201);
        }
        return id;
    }

    String location(String name) {
        return keeper.post("locations", Map.of("name", name)).expect(201).at("/id");
    }

    String sold(String customer, String product, int quantity) {
        return keeper.post("sale-orders", lines(customer, product, quantity))
                .expect(201)
                .at("/id");
    }

    /** A delivery that is still to be reserved. */
    String draft(String customer, String product, int quantity) {
        return keeper.post("deliveries", lines(customer, product, quantity))
                .expect(201)
                .at("/id");
    }

    /** A delivery that is done. */
    String delivered(String customer, String product, int quantity) {
        String delivery = draft(customer, product, quantity);
        keeper.post("deliveries/%s/reserve".formatted(delivery), Map.of()).expect(200);
        keeper.post("deliveries/%s/validate".formatted(delivery), Map.of()).expect(200);
        return delivery;
    }

    /** A return of all of a new delivery. */
    String returned(String customer, String product, int quantity) {
        String delivery = delivered(customer, product, quantity);
        return desk.agent()
                .waiting(20)
                .once(Desk.newKey())
                .post("tickets/%s/returns".formatted(desk.ticket(customer)), Map.of("deliveryId", delivery))
                .expect(201)
                .at("/documents/0/id");
    }

    private static Map<String, ?> lines(String customer, String product, int quantity) {
        return Map.of("customerId", customer, "lines", List.of(Map.of("productId", product, "quantity", quantity)));
    }
}
