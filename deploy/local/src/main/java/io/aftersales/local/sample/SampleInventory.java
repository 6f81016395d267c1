package io.aftersales.local.sample;

import io.aftersales.local.api.ApiClient;
import io.aftersales.local.suite.SuiteApi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goods as the sample data has them: some in stock, one kind with serial numbers, and a delivery that can be returned. */
final class SampleInventory {

    private static final List<String> PHONES = List.of("PH-0001", "PH-0002", "PH-0003", "PH-0004", "PH-0005");

    private final ApiClient keeper;

    SampleInventory(SuiteApi api) {
        keeper = api.client("ines");
    }

    /** @param customerId who got a delivery */
    void setUp(String customerId) {
        keeper.post("locations", "sample/location/returns", Map.of("name", "Returns shelf"));
        String lamp = product("LAMP-01", "Desk lamp", "none");
        String phone = product("PHONE-01", "Cordless telephone", "serial");
        takeIn(lamp, 50, List.of());
        takeIn(phone, PHONES.size(), PHONES);
        deliver(customerId, lamp, phone);
    }

    private String product(String sku, String name, String tracking) {
        return keeper.post(
                        "products",
                        "sample/product/" + sku,
                        Map.of(
                                "sku",
                                sku,
                                "name",
                                name,
                                "kind",
                                "goods",
                                "tracking",
                                tracking,
                                "externalReference",
                                "sample/product/" + sku))
                .id();
    }

    private void takeIn(String productId, int quantity, List<String> serialNumbers) {
        keeper.post(
                "stock",
                "sample/stock/" + productId,
                Map.of(
                        "productId",
                        productId,
                        "quantity",
                        quantity,
                        "serialNumbers",
                        serialNumbers,
                        "reason",
                        "Bought in"));
    }

    /** Two lamps and a telephone, ordered and delivered. */
    private void deliver(String customerId, String lamp, String phone) {
        String order = keeper.post(
                        "sale-orders",
                        "sample/order",
                        Map.of(
                                "customerId",
                                customerId,
                                "externalReference",
                                "sample/order",
                                "lines",
                                List.of(
                                        Map.of("productId", lamp, "quantity", 2),
                                        Map.of("productId", phone, "quantity", 1))))
                .id();
        ApiClient.Answer delivery = keeper.post(
                "deliveries", "sample/delivery", Map.of("saleOrderId", order, "externalReference", "sample/delivery"));
        String path = "deliveries/" + delivery.id();
        keeper.post(path + "/reserve", "sample/delivery/reserve", Map.of());
        keeper.post(
                path + "/validate",
                "sample/delivery/validate",
                Map.of("lines", List.of(line(delivery, 0, 2, List.of()), line(delivery, 1, 1, PHONES.subList(0, 1)))));
    }

    private static Map<String, Object> line(ApiClient.Answer delivery, int at, int quantity, List<String> serials) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(
                "deliveryLineId",
                delivery.body().path("lines").path(at).path("id").asText());
        line.put("quantity", quantity);
        line.put("serialNumbers", serials);
        return line;
    }
}
