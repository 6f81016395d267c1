package io.aftersales.repair.workshop;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What tests of repairs begin with: a company, customers, products, taxes, returns and orders, made by events and requests. */
public final class Workshop {

    public static final String REPAIR_USER = "repair-user";

    private static final KafkaProbe KAFKA = KafkaProbe.shared();
    private static final UUID COMPANY = UUID.randomUUID();
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Workshop() {}

    /** A customer that is its own company, known when this returns. */
    public static UUID customer() {
        UUID id = UUID.randomUUID();
        tellCustomer(id, id);
        return id;
    }

    public static UUID contactOf(UUID company) {
        UUID id = UUID.randomUUID();
        tellCustomer(id, company);
        return id;
    }

    public static void tellCustomer(UUID id, UUID company) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("customerId", id);
        customer.put("companyId", company);
        customer.put("name", "Customer " + id);
        customer.put("vatId", "DE123456789");
        customer.put(
                "address", Map.of("street", "Main Street 1", "zip", "10115", "city", "Berlin", "country", "Germany"));
        KAFKA.teach(company(), Outgoing.event("customer-changed", id, SEQUENCE.incrementAndGet(), customer));
    }

    private static Outgoing company() {
        return Outgoing.event(
                "company-settings-changed",
                COMPANY,
                SEQUENCE.incrementAndGet(),
                Map.of(
                        "companyId",
                        COMPANY,
                        "name",
                        "Lamps & Co.",
                        "currency",
                        "EUR",
                        "timeZone",
                        "Europe/Berlin",
                        "vatId",
                        "DE999999999",
                        "address",
                        Map.of("street", "Workshop Lane 2", "zip", "20095", "city", "Hamburg", "country", "Germany")));
    }

    public static UUID goods() {
        UUID id = UUID.randomUUID();
        tellProduct(id, "goods", true);
        return id;
    }

    public static UUID service() {
        UUID id = UUID.randomUUID();
        tellProduct(id, "service", true);
        return id;
    }

    public static void tellProduct(UUID id, String kind, boolean active) {
        KAFKA.teach(Outgoing.event(
                "product-changed",
                id,
                SEQUENCE.incrementAndGet(),
                Map.of(
                        "productId",
                        id,
                        "sku",
                        "SKU-" + id.toString().substring(0, 8),
                        "name",
                        "Desk lamp " + id.toString().substring(0, 4),
                        "kind",
                        kind,
                        "tracking",
                        "none",
                        "active",
                        active)));
    }

    public static UUID tax(String rate) {
        UUID id = UUID.randomUUID();
        tellTax(id, rate, true);
        return id;
    }

    public static void tellTax(UUID id, String rate, boolean active) {
        KAFKA.teach(Outgoing.event(
                "tax-changed",
                id,
                SEQUENCE.incrementAndGet(),
                Map.of("taxId", id, "name", "VAT " + rate + " %", "rate", new BigDecimal(rate), "active", active)));
    }

    public static UUID saleOrderOf(UUID customer, UUID company) {
        UUID id = UUID.randomUUID();
        KAFKA.teach(Outgoing.event(
                "sale-order-changed",
                id,
                1,
                Map.of(
                        "saleOrderId",
                        id,
                        "number",
                        "SO00001",
                        "customerId",
                        customer,
                        "companyId",
                        company,
                        "date",
                        "2026-11-25",
                        "lines",
                        List.of(Map.of(
                                "lineId",
                                UUID.randomUUID(),
                                "productId",
                                UUID.randomUUID(),
                                "sku",
                                "LAMP",
                                "quantity",
                                1,
                                "delivered",
                                1,
                                "returned",
                                0)))));
        return id;
    }

    /** A return that was announced, with so many of each product. */
    public static UUID returnOf(UUID customer, Map<UUID, Integer> quantities) {
        UUID id = UUID.randomUUID();
        tellReturn(id, "return-created", "ready", 1, customer, quantities);
        return id;
    }

    public static void tellReturn(
            UUID id, String topic, String state, long sequence, UUID customer, Map<UUID, Integer> quantities) {
        List<Map<String, Object>> lines = quantities.entrySet().stream()
                .<Map<String, Object>>map(line -> Map.of(
                        "lineId",
                        UUID.randomUUID(),
                        "deliveryLineId",
                        UUID.randomUUID(),
                        "productId",
                        line.getKey(),
                        "sku",
                        "LAMP",
                        "quantity",
                        line.getValue(),
                        "received",
                        0))
                .toList();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("returnId", id);
        told.put("number", "WH/IN/00001");
        told.put("state", state);
        told.put("deliveryId", UUID.randomUUID());
        told.put("deliveryNumber", "WH/OUT/00001");
        told.put("customerId", customer);
        told.put("companyId", customer);
        told.put("origin", "Return of WH/OUT/00001");
        told.put("returnLocationId", UUID.randomUUID());
        told.put("lines", lines);
        KAFKA.teach(Outgoing.event(topic, id, sequence, told));
    }

    /** That inventory is installed. */
    public static void announceInventory() {
        KAFKA.send(Outgoing.announcement("inventory"));
    }

    /** The least that an order needs. */
    public static Map<String, Object> draft(UUID customer, UUID product, String invoiceMethod) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("customerId", customer);
        draft.put("productId", product);
        draft.put("description", "Does not light");
        draft.put("invoiceMethod", invoiceMethod);
        return draft;
    }

    public static Map<String, Object> part(String kind, UUID product, String quantity, String price, UUID... taxIds) {
        return Map.of(
                "kind",
                kind,
                "productId",
                product,
                "quantity",
                new BigDecimal(quantity),
                "unitPrice",
                price,
                "taxIds",
                List.of(taxIds));
    }

    public static Map<String, Object> operation(String description, String quantity, String price, UUID... taxIds) {
        return Map.of(
                "description",
                description,
                "quantity",
                new BigDecimal(quantity),
                "unitPrice",
                price,
                "taxIds",
                List.of(taxIds));
    }

    /** A draft order with one operation, for a new customer. */
    public static UUID order(String invoiceMethod) {
        Map<String, Object> draft = draft(customer(), goods(), invoiceMethod);
        draft.put("operations", List.of(operation("Look into it", "1", "50.00")));
        return created(draft);
    }

    public static UUID created(Map<String, Object> draft) {
        return id(create(draft).statusCode(201));
    }

    public static ValidatableResponse create(Map<String, Object> draft) {
        return Rest.as(REPAIR_USER).body(draft).post("/repair-orders").then();
    }

    /** Moves an order on, or tries to. */
    public static ValidatableResponse move(UUID order, String step) {
        return Rest.as(REPAIR_USER)
                .post("/repair-orders/{id}/{step}", order, step)
                .then();
    }

    public static ValidatableResponse edit(UUID order, Map<String, Object> patch) {
        String etag = Rest.as(REPAIR_USER)
                .get("/repair-orders/{id}", order)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        return Rest.as(REPAIR_USER)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", etag)
                .body(patch)
                .patch("/repair-orders/{id}", order)
                .then();
    }

    public static JsonPath read(UUID order) {
        return Rest.as(REPAIR_USER)
                .get("/repair-orders/{id}", order)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static UUID id(ValidatableResponse response) {
        return UUID.fromString(response.extract().path("id"));
    }
}
