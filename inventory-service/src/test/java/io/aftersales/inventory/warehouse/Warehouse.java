package io.aftersales.inventory.warehouse;

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

/** What tests of inventory begin with: customers, products, stock and deliveries, made as in life: by events and requests. */
public final class Warehouse {

    public static final String KEEPER = "inventory-user";
    public static final String AGENT = "agent";
    public static final UUID STOCK = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private static final KafkaProbe KAFKA = KafkaProbe.shared();
    private static final UUID COMPANY = UUID.randomUUID();
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Warehouse() {}

    /** A customer that is its own company, known to inventory when this returns. */
    public static UUID customer() {
        UUID id = UUID.randomUUID();
        tellCustomer(id, id, 1);
        return id;
    }

    public static UUID contactOf(UUID company) {
        UUID id = UUID.randomUUID();
        tellCustomer(id, company, 1);
        return id;
    }

    public static void tellCustomer(UUID id, UUID company, long sequence) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("customerId", id);
        customer.put("companyId", company);
        customer.put("name", "Customer " + id);
        customer.put("externalReference", "customer/" + id);
        if (!id.equals(company)) {
            customer.put("parentId", company);
        }
        KAFKA.teach(company(), Outgoing.event("customer-changed", id, sequence, customer));
    }

    /** Our own company, with the days of Berlin. */
    public static void tellCompany() {
        KAFKA.teach(company());
    }

    private static Outgoing company() {
        return Outgoing.event(
                "company-settings-changed",
                COMPANY,
                SEQUENCE.incrementAndGet(),
                Map.of("companyId", COMPANY, "name", "Test Ltd", "currency", "EUR", "timeZone", "Europe/Berlin"));
    }

    /** Goods without serial numbers. */
    public static UUID product() {
        return product(Map.of("kind", "goods"));
    }

    /** Goods of which each piece has a serial number. */
    public static UUID trackedProduct() {
        return product(Map.of("kind", "goods", "tracking", "serial"));
    }

    public static UUID service() {
        return product(Map.of("kind", "service"));
    }

    public static UUID product(Map<String, ?> terms) {
        Map<String, Object> body = new LinkedHashMap<>(terms);
        body.putIfAbsent("sku", "SKU-" + UUID.randomUUID());
        body.putIfAbsent("name", "Desk lamp");
        return id(Rest.as(KEEPER).body(body).post("/products").then().statusCode(201));
    }

    /** Goods without serial numbers, with so many in stock. */
    public static UUID stocked(String quantity) {
        UUID product = product();
        adjust(product, quantity).statusCode(201);
        return product;
    }

    /** Tracked goods, with these pieces in stock. */
    public static UUID stockedPieces(String... serialNumbers) {
        UUID product = trackedProduct();
        adjust(product, Integer.toString(serialNumbers.length), serialNumbers).statusCode(201);
        return product;
    }

    public static ValidatableResponse adjust(UUID product, String quantity, String... serialNumbers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("productId", product);
        body.put("quantity", new BigDecimal(quantity));
        body.put("reason", "Bought in");
        if (serialNumbers.length > 0) {
            body.put("serialNumbers", List.of(serialNumbers));
        }
        tellCompany();
        return Rest.as(KEEPER).body(body).post("/stock").then();
    }

    /** A line of an order or of a delivery without one. */
    public record Line(UUID productId, BigDecimal quantity) {}

    public static Line line(UUID product, String quantity) {
        return new Line(product, new BigDecimal(quantity));
    }

    public static UUID saleOrder(UUID customer, Line... lines) {
        return id(Rest.as(KEEPER)
                .body(Map.of("customerId", customer, "lines", List.of(lines)))
                .post("/sale-orders")
                .then()
                .statusCode(201));
    }

    public static JsonPath saleOrder(UUID id) {
        return get("/sale-orders/{id}", id);
    }

    public static UUID draft(UUID customer, Line... lines) {
        return id(
                draftOf(Map.of("customerId", customer, "lines", List.of(lines))).statusCode(201));
    }

    /** A draft of all that is not delivered of an order. */
    public static UUID draftOf(UUID saleOrder) {
        return id(draftOf(Map.of("saleOrderId", saleOrder)).statusCode(201));
    }

    public static ValidatableResponse draftOf(Map<String, ?> form) {
        return Rest.as(KEEPER).body(form).post("/deliveries").then();
    }

    public static ValidatableResponse reserve(UUID delivery) {
        return Rest.as(KEEPER).post("/deliveries/{id}/reserve", delivery).then();
    }

    public static ValidatableResponse validate(UUID delivery) {
        return validate(delivery, Map.of());
    }

    public static ValidatableResponse validate(UUID delivery, Map<String, ?> validation) {
        return Rest.as(KEEPER)
                .body(validation)
                .post("/deliveries/{id}/validate", delivery)
                .then();
    }

    /** A delivery that is done. */
    public static UUID delivered(UUID customer, Line... lines) {
        UUID delivery = draft(customer, lines);
        reserve(delivery).statusCode(200);
        validate(delivery).statusCode(200);
        return delivery;
    }

    /** Pieces of a tracked product that were delivered. */
    public static UUID deliveredPieces(UUID customer, UUID product, String... serialNumbers) {
        UUID delivery = draft(customer, line(product, Integer.toString(serialNumbers.length)));
        reserve(delivery).statusCode(200);
        validate(delivery, Map.of("lines", List.of(pieces(lineOf(delivery), serialNumbers))))
                .statusCode(200);
        return delivery;
    }

    /** A line of a validation. */
    public record Part(UUID deliveryLineId, BigDecimal quantity, List<String> serialNumbers) {}

    public static Part part(UUID deliveryLine, String quantity) {
        return new Part(deliveryLine, new BigDecimal(quantity), List.of());
    }

    /** A line of a validation, of a tracked product. */
    public static Part pieces(UUID deliveryLine, String... serialNumbers) {
        return new Part(deliveryLine, BigDecimal.valueOf(serialNumbers.length), List.of(serialNumbers));
    }

    public static JsonPath delivery(UUID id) {
        return get("/deliveries/{id}", id);
    }

    public static List<UUID> linesOf(UUID delivery) {
        return delivery(delivery).getList("lines.id", String.class).stream()
                .map(UUID::fromString)
                .toList();
    }

    /** The only line of a delivery. */
    public static UUID lineOf(UUID delivery) {
        return linesOf(delivery).get(0);
    }

    public static JsonPath returnable(UUID delivery) {
        return get("/deliveries/{id}/returnable", delivery);
    }

    public static JsonPath goodsReturn(UUID id) {
        return get("/returns/{id}", id);
    }

    public static ValidatableResponse receive(UUID goodsReturn) {
        return receive(goodsReturn, Map.of());
    }

    public static ValidatableResponse receive(UUID goodsReturn, Map<String, ?> validation) {
        return Rest.as(KEEPER)
                .body(validation)
                .post("/returns/{id}/validate", goodsReturn)
                .then();
    }

    public static ValidatableResponse cancel(UUID goodsReturn) {
        return Rest.as(KEEPER).post("/returns/{id}/cancel", goodsReturn).then();
    }

    /** What is in the stock itself of a product. */
    public static BigDecimal onHand(UUID product) {
        return onHandAt(product, STOCK);
    }

    public static BigDecimal onHandAt(UUID product, UUID location) {
        return stock(product, location, "onHand");
    }

    public static BigDecimal reserved(UUID product) {
        return stock(product, STOCK, "reserved");
    }

    /** A location of our own beside the stock. */
    public static UUID location() {
        return id(Rest.as(KEEPER)
                .body(Map.of("name", "Shelf " + UUID.randomUUID()))
                .post("/locations")
                .then()
                .statusCode(201));
    }

    /** The moves of a product, the newest first. */
    public static JsonPath movesOf(UUID product) {
        return Rest.as(AGENT)
                .queryParam("productId", product)
                .get("/stock/moves")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static BigDecimal stock(UUID product, UUID location, String field) {
        return new BigDecimal(Rest.as(KEEPER)
                .queryParam("productId", product)
                .queryParam("locationId", location)
                .get("/stock")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0]." + field)
                .toString());
    }

    public static JsonPath get(String path, UUID id) {
        return Rest.as(AGENT).get(path, id).then().statusCode(200).extract().jsonPath();
    }

    public static UUID id(ValidatableResponse response) {
        return UUID.fromString(response.extract().path("id"));
    }
}
