package io.aftersales.inventory.stock;

import io.aftersales.inventory.warehouse.Shelves;
import io.aftersales.inventory.warehouse.Warehouse;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.inventory.warehouse.Warehouse.KEEPER;
import static io.aftersales.inventory.warehouse.Warehouse.adjust;
import static io.aftersales.inventory.warehouse.Warehouse.customer;
import static io.aftersales.inventory.warehouse.Warehouse.draft;
import static io.aftersales.inventory.warehouse.Warehouse.line;
import static io.aftersales.inventory.warehouse.Warehouse.onHand;
import static io.aftersales.inventory.warehouse.Warehouse.product;
import static io.aftersales.inventory.warehouse.Warehouse.reserve;
import static io.aftersales.inventory.warehouse.Warehouse.stocked;
import static io.aftersales.inventory.warehouse.Warehouse.stockedPieces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Products, orders and stock, and what is refused of them. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class StockIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @AfterEach
    void theShelvesAreInOrder() {
        Shelves.assertInOrder();
    }

    @Test
    void goodsComeInAndGoOut() {
        UUID product = stocked("10.5");

        adjust(product, "-4.25")
                .statusCode(201)
                .body("quantity", equalTo(4.25f))
                .body("reference", equalTo("Bought in"));

        assertThat(onHand(product)).isEqualByComparingTo("6.25");
    }

    @Test
    void whatIsReservedDoesNotGoOut() {
        UUID product = stocked("5");
        reserve(draft(customer(), line(product, "3"))).statusCode(200);

        refused(adjust(product, "-3"), 409, "insufficient-stock");

        adjust(product, "-2").statusCode(201);
    }

    @Test
    void eachSerialNumberIsThereOnce() {
        UUID product = stockedPieces("A1", "A2");

        refused(adjust(product, "1", "A1"), 409, "serial-number-taken");
        refused(adjust(product, "-1", "B1"), 422, "serial-not-in-stock");
        refused(adjust(product, "1"), 422, "serial-numbers-required");
        refused(adjust(product, "2", "B1"), 422, "serial-number-count");
        refused(adjust(product, "1.5", "B1"), 422, "fractional-quantity");
        refused(adjust(product, "2", "B1", "B1"), 422, "duplicate-serial-number");
        refused(adjust(product, "1", "no good"), 422, "invalid-request");
        adjust(product, "-1", "A1").statusCode(201);
        adjust(product, "1", "A1").statusCode(201);
        assertThat(onHand(product)).isEqualByComparingTo("2");
    }

    @Test
    void whatIsNoAdjustmentIsRefusedWithItsCode() {
        UUID product = product();

        refused(adjust(product, "0"), 422, "invalid-request");
        refused(adjust(product, "-1"), 409, "insufficient-stock");
        refused(adjust(product, "1", "A1"), 422, "serial-numbers-unexpected");
        refused(adjust(UUID.randomUUID(), "1"), 422, "unknown-product");
        refused(adjust(Warehouse.service(), "1"), 422, "not-goods");
        refused(adjust(product, "1000001"), 422, "invalid-request");
        refused(
                post(
                        "/stock",
                        Map.of("productId", product, "quantity", 1, "reason", "x", "locationId", UUID.randomUUID())),
                422,
                "unknown-location");
    }

    @Test
    void theDatabaseItselfRefusesStockBelowZero() {
        UUID product = stocked("1");

        assertThat(Shelves.refusalOf("update stock_level set on_hand = -1 where product_id = '%s'".formatted(product)))
                .isEqualTo("23514");
        assertThat(Shelves.refusalOf("update stock_level set reserved = -1 where product_id = '%s'".formatted(product)))
                .isEqualTo("23514");
    }

    @Test
    void aProductIsToldAndKeepsItsKind() {
        UUID product = product(Map.of("kind", "goods", "sku", "LAMP " + UUID.randomUUID(), "name", "Lamp"));
        Message told = kafka.await("product-changed", product);
        assertThat(told.text("/kind")).isEqualTo("goods");
        assertThat(told.text("/tracking")).isEqualTo("none");

        edit(product, Map.of("name", "Better lamp", "active", false)).statusCode(200);

        Message changed = kafka.awaitAtLeast(2, "product-changed", KafkaProbe.keyed(product))
                .get(1);
        assertThat(changed.text("/name")).isEqualTo("Better lamp");
        assertThat(changed.sequence()).isEqualTo(2);
        refused(edit(product, Map.of("tracking", "serial")), 409, "product-kind-fixed");
        refused(edit(product, Map.of("kind", "service")), 409, "product-kind-fixed");
        refused(adjust(product, "1"), 422, "unknown-product");
    }

    @Test
    void whatIsNoProductIsRefusedWithItsCode() {
        String sku = "SKU-" + UUID.randomUUID();
        product(Map.of("kind", "goods", "sku", sku, "externalReference", sku));

        refused(post("/products", Map.of("sku", sku, "name", "x", "kind", "goods")), 409, "sku-taken");
        refused(
                post("/products", Map.of("sku", sku + "x", "name", "x", "kind", "goods", "externalReference", sku)),
                409,
                "external-reference-taken");
        refused(post("/products", Map.of("sku", " x", "name", "x", "kind", "goods")), 422, "invalid-request");
        refused(post("/products", Map.of("sku", "x", "name", "", "kind", "goods")), 422, "invalid-request");
        refused(
                post("/products", Map.of("sku", "x", "name", "x", "kind", "service", "tracking", "serial")),
                422,
                "invalid-request");
        refused(post("/products", Map.of("sku", "x", "name", "x", "kind", "gas")), 400, "malformed-request");
    }

    @Test
    void aSaleOrderIsToldWithItsLines() {
        UUID customer = customer();
        UUID product = product();

        UUID order = Warehouse.saleOrder(customer, line(product, "2.5"));

        Message told = kafka.await("sale-order-changed", order);
        assertThat(told.text("/number")).matches("S\\d{5}");
        assertThat(told.text("/customerId")).isEqualTo(customer.toString());
        assertThat(told.text("/lines/0/quantity")).isEqualTo("2.5");
        assertThat(told.text("/lines/0/delivered")).isEqualTo("0");
    }

    @Test
    void whatIsNoSaleOrderIsRefusedWithItsCode() {
        UUID customer = customer();
        Map<String, Object> asked = Map.of("productId", product(), "quantity", 1);

        refused(post("/sale-orders", Map.of("customerId", customer, "lines", List.of())), 422, "invalid-request");
        refused(
                post(
                        "/sale-orders",
                        Map.of(
                                "customerId",
                                customer,
                                "lines",
                                List.of(Map.of("productId", product(), "quantity", -1)))),
                422,
                "invalid-request");
        refused(
                post("/sale-orders", Map.of("customerId", UUID.randomUUID(), "lines", List.of(asked))),
                422,
                "unknown-customer");
        Map<String, Object> referred =
                Map.of("customerId", customer, "externalReference", "ref-" + customer, "lines", List.of(asked));
        post("/sale-orders", referred).statusCode(201);
        refused(post("/sale-orders", referred), 409, "external-reference-taken");
    }

    private static ValidatableResponse post(String path, Map<String, ?> body) {
        return Rest.as(KEEPER).body(body).post(path).then();
    }

    private static ValidatableResponse edit(UUID product, Map<String, ?> patch) {
        String etag = Rest.as(KEEPER).get("/products/{id}", product).header("ETag");
        return Rest.as(KEEPER)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", etag)
                .body(patch)
                .patch("/products/{id}", product)
                .then();
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).contentType("application/problem+json").body("code", equalTo(code));
    }
}
