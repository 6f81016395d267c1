package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Products, stock, sale orders, deliveries and returns. */
final class InventoryEntries extends Entries {

    InventoryEntries(RunningSuite suite, Desk desk) {
        super(suite, desk);
    }

    @Override
    void enter() {
        String customer = desk.customer("Ivy Example");
        Map<String, Object> product = new LinkedHashMap<>(
                Map.of("sku", "LAMP-1", "name", "Lamp", "kind", "goods", "tracking", "none", "active", true));
        product.put("externalReference", "shop-1");
        add(Endpoint.of("POST /products", keeper, "products", product).or("name", "Better lamp"));
        String changed = goods.product(0);
        Map<String, Object> change = new LinkedHashMap<>(product);
        change.put("sku", "LAMP-2");
        change.put("externalReference", "shop-2");
        add(Endpoint.of("PATCH /products/{id}", keeper, "products/" + changed, change)
                .at(keeper.get("products/" + changed).etag()));
        add(Endpoint.of("POST /locations", keeper, "locations", Map.of("name", "Shelf"))
                .or("name", "Other shelf"));
        String lamp = goods.product(20);
        add(Endpoint.of(
                        "POST /stock",
                        keeper,
                        "stock",
                        Map.of(
                                "productId",
                                goods.product(0),
                                "locationId",
                                goods.location("Cellar"),
                                "quantity",
                                5,
                                "reason",
                                "Found"))
                .or("reason", "Bought in"));
        Map<String, Object> lines = new LinkedHashMap<>(
                Map.of("customerId", customer, "lines", List.of(Map.of("productId", lamp, "quantity", 2))));
        Map<String, Object> order = new LinkedHashMap<>(lines);
        order.put("date", "2025-11-01");
        order.put("externalReference", "order-1");
        add(Endpoint.of("POST /sale-orders", keeper, "sale-orders", order).or("date", "2025-11-02"));
        Map<String, Object> delivery = new LinkedHashMap<>(lines);
        delivery.put("externalReference", "delivery-1");
        add(Endpoint.of("POST /deliveries", keeper, "deliveries", delivery).or("externalReference", "delivery-2"));
        String draft = goods.draft(customer, lamp, 1);
        add(Endpoint.of("POST /deliveries/{id}/reserve", keeper, "deliveries/%s/reserve".formatted(draft), null)
                .at(keeper.get("deliveries/" + draft).etag()));
        String cancelled = goods.draft(customer, lamp, 1);
        add(Endpoint.of("POST /deliveries/{id}/cancel", keeper, "deliveries/%s/cancel".formatted(cancelled), null)
                .at(keeper.get("deliveries/" + cancelled).etag()));
        String ready = goods.draft(customer, lamp, 2);
        keeper.post("deliveries/%s/reserve".formatted(ready), Map.of()).expect(200);
        Answer shown = keeper.get("deliveries/" + ready).expect(200);
        add(Endpoint.of(
                        "POST /deliveries/{id}/validate",
                        keeper,
                        "deliveries/%s/validate".formatted(ready),
                        Map.of(
                                "rest",
                                "drop",
                                "date",
                                "2025-11-01",
                                "lines",
                                List.of(Map.of("deliveryLineId", shown.at("/lines/0/id"), "quantity", 1))))
                .or("rest", "back-order")
                .at(shown.etag()));
        goodsReturns(customer, lamp);
    }

    private void goodsReturns(String customer, String lamp) {
        for (String verb : List.of("validate", "cancel")) {
            String id = goods.returned(customer, lamp, 2);
            Answer shown = keeper.get("returns/" + id).expect(200);
            Map<String, ?> came = Map.of(
                    "date",
                    "2025-11-02",
                    "lines",
                    List.of(Map.of("returnLineId", shown.at("/lines/0/id"), "quantity", 1)));
            add(Endpoint.of(
                            "POST /returns/{id}/" + verb,
                            keeper,
                            "returns/%s/%s".formatted(id, verb),
                            verb.equals("validate") ? came : null)
                    .at(shown.etag()));
        }
    }
}
