package io.aftersales.inventory.imports;

import io.aftersales.inventory.warehouse.Asked;
import io.aftersales.inventory.warehouse.Shelves;
import io.aftersales.inventory.warehouse.Warehouse;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** Products, sale orders and deliveries of another system, taken over with their history. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class HistoryIT {

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private UUID customer;
    private String buyer;

    @BeforeEach
    void aCustomerAndTwoProducts() {
        customer = Warehouse.customer();
        buyer = "customer/" + customer;
        JsonPath answer = upload("products", """
                {"externalReference":"%1$s-lamp","sku":"%1$s-LAMP","name":"Lamp","kind":"goods"}
                {"externalReference":"%1$s-phone","sku":"%1$s-PHONE","name":"Phone","kind":"goods","tracking":"serial"}
                """);
        assertThat(answer.getInt("imported")).isEqualTo(2);
    }

    @AfterEach
    void theShelvesAreInOrder() {
        Shelves.assertInOrder();
    }

    @Test
    void anOrderAndItsDeliveryComeOverAndAreReturnedFromLikeAnyOther() {
        assertThat(upload("sale-orders", """
                        {"externalReference":"%1$s-order","customerReference":"%2$s","date":"2010-12-01","lines":[\
                        {"sku":"%1$s-LAMP","quantity":6},{"sku":"%1$s-LAMP","quantity":2.5}]}
                        """).getInt("imported")).isEqualTo(1);
        assertThat(upload("deliveries", """
                        {"externalReference":"%1$s-out","saleOrderReference":"%1$s-order","date":"2010-12-02"}
                        """).getInt("imported")).isEqualTo(1);

        UUID delivery = imported("deliveries", "-out");
        JsonPath shown = Warehouse.delivery(delivery);
        assertThat(shown.getString("state")).isEqualTo("done");
        assertThat(shown.getString("number")).matches("WH/OUT/\\d{5}");
        assertThat(shown.getString("date")).isEqualTo("2010-12-02");
        assertThat(shown.getList("lines.delivered", Float.class)).containsExactly(6f, 2.5f);
        UUID product = UUID.fromString(shown.getString("lines[0].productId"));
        assertThat(Warehouse.onHand(product))
                .as("history may take it below zero")
                .isEqualByComparingTo("-8.5");
        JsonPath order = Warehouse.saleOrder(imported("sale-orders", "-order"));
        assertThat(order.getList("lines.delivered", Float.class)).containsExactly(6f, 2.5f);
        Message told = kafka.await("delivery-validated", delivery);
        assertThat(told.sequence()).isEqualTo(1);
        assertThat(told.text("/number")).isEqualTo(shown.getString("number"));
        assertThat(told.text("/saleOrderNumber")).isEqualTo(order.getString("number"));
        assertThat(told.text("/customerId")).isEqualTo(customer.toString());
        assertThat(Warehouse.movesOf(product).getList("items.history", Boolean.class))
                .containsOnly(true);

        UUID goods = Asked.of(delivery, customer)
                .line(UUID.fromString(shown.getString("lines[0].id")), "2")
                .send()
                .returnId();
        Warehouse.receive(goods).statusCode(200);

        assertThat(Warehouse.onHand(product)).isEqualByComparingTo("-6.5");
    }

    @Test
    void whatOnlyHistoryMayDoNobodyElseCan() {
        upload("deliveries", """
                {"externalReference":"%1$s-past","customerReference":"%2$s","date":"2010-12-02","lines":[\
                {"sku":"%1$s-LAMP","quantity":1}]}
                """);
        UUID product = UUID.fromString(
                Warehouse.delivery(imported("deliveries", "-past")).getString("lines[0].productId"));
        assertThat(Warehouse.onHand(product)).isEqualByComparingTo("-1");

        Warehouse.adjust(product, "-1").statusCode(409);
        UUID draft = Warehouse.draft(customer, Warehouse.line(product, "1"));
        Warehouse.reserve(draft).statusCode(409);
        assertThat(Shelves.refusalOf(
                        "update stock_level set on_hand = on_hand - 1 where product_id = '%s'".formatted(product)))
                .isEqualTo("23514");
    }

    @Test
    void piecesOfThePastAreKnownByTheirSerialNumbers() {
        JsonPath answer = upload("deliveries", """
                {"externalReference":"%1$s-a","customerReference":"%2$s","date":"2010-12-02","lines":[\
                {"sku":"%1$s-PHONE","quantity":2,"serialNumbers":["A1","A2"]}]}
                {"externalReference":"%1$s-b","customerReference":"%2$s","date":"2010-12-03","lines":[\
                {"sku":"%1$s-PHONE","quantity":1,"serialNumbers":["A2"]}]}
                {"externalReference":"%1$s-c","customerReference":"%2$s","date":"2010-12-03","lines":[\
                {"sku":"%1$s-PHONE","quantity":1}]}
                """);

        assertThat(answer.getInt("imported")).isEqualTo(1);
        assertThat(answer.getList("refused.code")).containsExactly("serial-not-in-stock", "serial-numbers-required");
        UUID delivery = imported("deliveries", "-a");
        assertThat(Warehouse.returnable(delivery).getList("lines[0].serialNumbers"))
                .containsExactly("A1", "A2");
    }

    @Test
    void sentAgainNothingIsDoubled() {
        String row = """
                {"externalReference":"%1$s-again","customerReference":"%2$s","date":"2010-12-02","lines":[\
                {"sku":"%1$s-LAMP","quantity":1}]}
                """;
        assertThat(upload("deliveries", row).getInt("imported")).isEqualTo(1);

        JsonPath again = upload("deliveries", row);

        assertThat(again.getInt("imported")).isZero();
        assertThat(again.getInt("known")).isEqualTo(1);
    }

    @Test
    void everyBrokenRowIsNamedAndTheRestTaken() {
        JsonPath products = upload("products", """
                {"externalReference":"%1$s-1","sku":"%1$s-LAMP","name":"Lamp","kind":"goods"}
                {"externalReference":"%1$s-2","sku":"%1$s-2","name":"Cable","kind":"goods"}
                {"externalReference":"%1$s-3","sku":"%1$s-2","name":"Cable","kind":"goods"}
                {"externalReference":"%1$s-4","sku":"%1$s-4","name":"","kind":"goods"}
                {"externalReference":"%1$s-5","sku":"%1$s-5","name":"Visit","kind":"service"}
                """);
        assertThat(products.getInt("imported")).isEqualTo(2);
        assertThat(products.getList("refused.line")).containsExactly(1, 3, 4);
        assertThat(products.getList("refused.code")).containsExactly("sku-taken", "sku-taken", "invalid-request");

        JsonPath orders = upload("sale-orders", """
                {"externalReference":"%1$s-1","customerReference":"%2$s","date":"2010-12-01","lines":[{"sku":"none","quantity":1}]}
                {"externalReference":"%1$s-2","customerReference":"nobody","date":"2010-12-01","lines":[{"sku":"%1$s-LAMP","quantity":1}]}
                {"externalReference":"%1$s-3","date":"2010-12-01","lines":[{"sku":"%1$s-LAMP","quantity":1}]}
                {"externalReference":"%1$s-4","customerReference":"%2$s","date":"2010-12-01","lines":[]}
                {"externalReference":"%1$s-5","customerReference":"%2$s","date":"2010-12-01","lines":[{"sku":"%1$s-LAMP","quantity":1}]}
                """);
        assertThat(orders.getInt("imported")).isEqualTo(1);
        assertThat(orders.getList("refused.code"))
                .containsExactly("unknown-product", "unknown-customer", "invalid-request", "invalid-request");

        JsonPath deliveries = upload("deliveries", """
                {"externalReference":"%1$s-1","saleOrderReference":"nothing","date":"2010-12-01"}
                {"externalReference":"%1$s-2","saleOrderReference":"%1$s-5","date":"2999-12-01"}
                {"externalReference":"%1$s-3","saleOrderReference":"%1$s-5","date":"2010-12-01","lines":[{"saleOrderLine":2,"quantity":1}]}
                {"externalReference":"%1$s-4","customerReference":"%2$s","date":"2010-12-01"}
                {"externalReference":"%1$s-5","customerReference":"%2$s","date":"2010-12-01","lines":[{"sku":"%1$s-5","quantity":1}]}
                {"externalReference":"%1$s-6","saleOrderReference":"%1$s-5","date":"2010-12-01","lines":[{"saleOrderLine":1,"quantity":0.5}]}
                """);
        assertThat(deliveries.getInt("imported")).isEqualTo(1);
        assertThat(deliveries.getList("refused.code"))
                .containsExactly(
                        "unknown-sale-order",
                        "date-in-future",
                        "unknown-sale-order-line",
                        "invalid-request",
                        "not-goods");
    }

    @Test
    void csvIsTakenToo() {
        String csv = """
                externalReference,customerReference,date,lines.sku,lines.quantity
                %1$s-csv,%2$s,2010-12-01,%1$s-LAMP,3
                %1$s-csv,,,%1$s-LAMP,1.5
                """;

        JsonPath answer = upload("sale-orders", csv, "text/csv");

        assertThat(answer.getInt("imported")).isEqualTo(1);
        assertThat(Warehouse.saleOrder(imported("sale-orders", "-csv")).getList("lines.quantity", Float.class))
                .containsExactly(3f, 1.5f);
    }

    private JsonPath upload(String kind, String rows) {
        return upload(kind, rows, "application/x-ndjson");
    }

    /** @param rows with {@code %1$s} for this test's own prefix, and {@code %2$s} for its customer */
    private JsonPath upload(String kind, String rows, String type) {
        Warehouse.tellCompany();
        return Rest.as(Warehouse.KEEPER)
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .body(rows.formatted(run, buyer))
                .post("/imports/{kind}", kind)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private UUID imported(String collection, String suffix) {
        return UUID.fromString(Rest.as(Warehouse.AGENT)
                .queryParam("externalReference", run + suffix)
                .get("/" + collection)
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id"));
    }
}
