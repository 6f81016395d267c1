package io.aftersales.inventory;

import io.aftersales.inventory.warehouse.Asked;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.access.AccessMatrix;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static io.aftersales.inventory.warehouse.Warehouse.STOCK;
import static io.aftersales.inventory.warehouse.Warehouse.customer;
import static io.aftersales.inventory.warehouse.Warehouse.delivered;
import static io.aftersales.inventory.warehouse.Warehouse.line;
import static io.aftersales.inventory.warehouse.Warehouse.saleOrder;
import static io.aftersales.inventory.warehouse.Warehouse.stocked;

/** Who may do what: access-matrix.csv, called line by line in every role. */
@QuarkusTest
@WithInfrastructure
class AccessIT {

    @TestFactory
    Stream<DynamicTest> everyRoleReachesWhatTheMatrixSays() {
        UUID customer = customer();
        UUID product = stocked("5");
        UUID order = saleOrder(customer, line(product, "1"));
        UUID delivery = delivered(customer, line(product, "1"));
        UUID goods = Asked.of(delivery, customer).send().returnId();
        Map<String, Object> lines =
                Map.of("customerId", customer, "lines", List.of(Map.of("productId", product, "quantity", 1)));
        return AccessMatrix.read()
                .id("/admin/{service}", () -> "inventory")
                .id("/products/{id}", () -> product)
                .id("/sale-orders/{id}", () -> order)
                .id("/locations/{id}", () -> STOCK)
                .id("/deliveries/{id}", () -> delivery)
                .id("/returns/{id}", () -> goods)
                .body(
                        "POST /products",
                        () -> Map.of("sku", UUID.randomUUID().toString(), "name", "Lamp", "kind", "goods"))
                .body("POST /sale-orders", () -> lines)
                .body("POST /locations", () -> Map.of("name", "Shelf " + UUID.randomUUID()))
                .body("POST /stock", () -> Map.of("productId", product, "quantity", 1, "reason", "Bought in"))
                .body("POST /deliveries", () -> lines)
                .body("POST /deliveries/{id}/validate", Map::of)
                .body("POST /returns/{id}/validate", Map::of)
                .tests();
    }
}
