package io.aftersales.inventory.delivery;

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

import static io.aftersales.inventory.warehouse.Warehouse.customer;
import static io.aftersales.inventory.warehouse.Warehouse.delivered;
import static io.aftersales.inventory.warehouse.Warehouse.delivery;
import static io.aftersales.inventory.warehouse.Warehouse.draft;
import static io.aftersales.inventory.warehouse.Warehouse.draftOf;
import static io.aftersales.inventory.warehouse.Warehouse.line;
import static io.aftersales.inventory.warehouse.Warehouse.lineOf;
import static io.aftersales.inventory.warehouse.Warehouse.linesOf;
import static io.aftersales.inventory.warehouse.Warehouse.onHand;
import static io.aftersales.inventory.warehouse.Warehouse.part;
import static io.aftersales.inventory.warehouse.Warehouse.pieces;
import static io.aftersales.inventory.warehouse.Warehouse.reserve;
import static io.aftersales.inventory.warehouse.Warehouse.reserved;
import static io.aftersales.inventory.warehouse.Warehouse.saleOrder;
import static io.aftersales.inventory.warehouse.Warehouse.stocked;
import static io.aftersales.inventory.warehouse.Warehouse.stockedPieces;
import static io.aftersales.inventory.warehouse.Warehouse.validate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class DeliveryIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @AfterEach
    void theShelvesAreInOrder() {
        Shelves.assertInOrder();
    }

    @Test
    void isReservedAndThenValidated() {
        UUID product = stocked("5");
        UUID delivery = draft(customer(), line(product, "3"));
        assertThat(reserved(product)).as("a draft reserves nothing").isZero();

        reserve(delivery).statusCode(200).body("state", equalTo("ready"));
        assertThat(reserved(product)).isEqualByComparingTo("3");
        assertThat(onHand(product)).isEqualByComparingTo("5");

        validate(delivery, Map.of("date", "2021-03-04")).statusCode(200).body("state", equalTo("done"));

        assertThat(reserved(product)).isZero();
        assertThat(onHand(product)).isEqualByComparingTo("2");
        Message told = kafka.await("delivery-validated", delivery);
        assertThat(told.sequence()).isEqualTo(1);
        assertThat(told.text("/number")).matches("WH/OUT/\\d{5}");
        assertThat(told.text("/date")).isEqualTo("2021-03-04");
        assertThat(told.text("/lines/0/quantity")).isEqualTo("3");
        assertThat(told.text("/lines/0/productId")).isEqualTo(product.toString());
    }

    @Test
    void reservesAllOrNothingAndSaysWhatIsMissing() {
        UUID plenty = stocked("5");
        UUID scarce = stocked("1");
        UUID delivery = draft(customer(), line(plenty, "2"), line(scarce, "1.5"));

        reserve(delivery)
                .statusCode(409)
                .body("code", equalTo("insufficient-stock"))
                .body("detail", containsString("1.5 are needed and 1 are available: 0.5 are missing"));

        assertThat(reserved(plenty)).isZero();
        assertThat(delivery(delivery).getString("state")).isEqualTo("draft");
    }

    @Test
    void theRestBecomesABackOrderWhoseGoodsStayReserved() {
        UUID one = stocked("5");
        UUID other = stocked("5");
        UUID order = saleOrder(customer(), line(one, "4"), line(other, "1"));
        UUID delivery = draftOf(order);
        reserve(delivery).statusCode(200);

        validate(delivery, Map.of("lines", List.of(part(linesOf(delivery).get(0), "1.5")), "rest", "back-order"))
                .statusCode(200);

        assertThat(onHand(one)).isEqualByComparingTo("3.5");
        assertThat(reserved(one)).isEqualByComparingTo("2.5");
        assertThat(reserved(other)).isEqualByComparingTo("1");
        assertThat(saleOrder(order).getList("lines.delivered", Float.class)).containsExactly(1.5f, 0f);
        UUID rest = UUID.fromString(Rest.as("agent")
                .queryParam("saleOrderId", order)
                .queryParam("state", "ready")
                .get("/deliveries")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .extract()
                .path("items[0].id"));
        assertThat(delivery(rest).getString("backOrderOf")).isEqualTo(delivery.toString());
        validate(rest).statusCode(200);
        assertThat(onHand(one)).isEqualByComparingTo("1");
        assertThat(saleOrder(order).getList("lines.delivered", Float.class)).containsExactly(4f, 1f);
        assertThat(kafka.await("delivery-validated", rest).text("/backOrderOf")).isEqualTo(delivery.toString());
    }

    @Test
    void theRestIsDroppedWhereThatIsAskedFor() {
        UUID product = stocked("5");
        UUID customer = customer();
        UUID delivery = draft(customer, line(product, "4"));
        reserve(delivery).statusCode(200);

        validate(delivery, Map.of("lines", List.of(part(lineOf(delivery), "1")), "rest", "drop"))
                .statusCode(200);

        assertThat(onHand(product)).isEqualByComparingTo("4");
        assertThat(reserved(product)).isZero();
        Rest.as("agent")
                .queryParam("customerId", customer)
                .get("/deliveries")
                .then()
                .body("items.size()", equalTo(1));
    }

    @Test
    void anOrdersDeliveryBringsWhatIsNotDelivered() {
        UUID customer = customer();
        UUID order = saleOrder(customer, line(stocked("5"), "2"), line(Warehouse.service(), "1"));
        UUID delivery = draftOf(order);
        assertThat(delivery(delivery).getList("lines"))
                .as("a service is not delivered")
                .hasSize(1);
        assertThat(delivery(delivery).getString("customerId")).isEqualTo(customer.toString());
        reserve(delivery).statusCode(200);
        validate(delivery).statusCode(200);

        refused(draftOf(Map.of("saleOrderId", order)), 422, "nothing-to-deliver");
    }

    @Test
    void piecesAreNamedAndEachIsDeliveredOnce() {
        UUID customer = customer();
        UUID product = stockedPieces("A1", "A2", "A3");
        UUID delivery = draft(customer, line(product, "2"));
        UUID line = lineOf(delivery);
        reserve(delivery).statusCode(200);

        refused(validate(delivery), 422, "serial-numbers-required");
        refused(validated(delivery, part(line, "2")), 422, "serial-numbers-required");
        refused(validated(delivery, pieces(line, "A1", "A1")), 422, "duplicate-serial-number");
        refused(validated(delivery, pieces(line, "A1", "B9")), 422, "serial-not-in-stock");
        validated(delivery, pieces(line, "A3", "A1")).statusCode(200);

        assertThat(delivery(delivery).getList("lines[0].serialNumbers")).containsExactly("A3", "A1");
        UUID next = draft(customer, line(product, "1"));
        reserve(next).statusCode(200);
        refused(validated(next, pieces(lineOf(next), "A1")), 422, "serial-not-in-stock");
        validated(next, pieces(lineOf(next), "A2")).statusCode(200);
        assertThat(Warehouse.returnable(next).getList("lines[0].serialNumbers")).containsExactly("A2");
    }

    @Test
    void aCancelledDeliveryFreesItsGoods() {
        UUID product = stocked("5");
        UUID delivery = draft(customer(), line(product, "3"));
        reserve(delivery).statusCode(200);

        cancel(delivery).statusCode(200).body("state", equalTo("cancelled"));

        assertThat(reserved(product)).isZero();
        refused(cancel(delivery), 409, "delivery-final");
        refused(reserve(delivery), 409, "delivery-not-draft");
        refused(validate(delivery), 409, "delivery-not-ready");
    }

    @Test
    void doneIsFinal() {
        UUID delivery = delivered(customer(), line(stocked("1"), "1"));

        refused(cancel(delivery), 409, "delivery-final");
        refused(reserve(delivery), 409, "delivery-not-draft");
        refused(validate(delivery), 409, "delivery-not-ready");
    }

    @Test
    void whatCannotBeDeliveredIsRefusedWithItsCode() {
        UUID customer = customer();
        UUID delivery = draft(customer, line(stocked("5"), "2"));
        UUID line = lineOf(delivery);
        refused(validate(delivery), 409, "delivery-not-ready");
        reserve(delivery).statusCode(200);

        refused(validated(delivery, part(UUID.randomUUID(), "1")), 422, "unknown-delivery-line");
        refused(validated(delivery, part(line, "1"), part(line, "1")), 422, "duplicate-delivery-line");
        refused(validated(delivery, part(line, "-1")), 422, "negative-quantity");
        refused(validated(delivery, part(line, "2.01")), 422, "more-than-reserved");
        refused(validated(delivery, part(line, "1.001")), 422, "invalid-request");
        refused(validated(delivery, pieces(line, "A1")), 422, "serial-numbers-unexpected");
        refused(validated(delivery, part(line, "0")), 422, "nothing-to-deliver");
        refused(validate(delivery, Map.of("date", "2999-01-01")), 422, "date-in-future");
        assertThat(delivery(delivery).getString("state")).isEqualTo("ready");
    }

    @Test
    void whatIsNoDeliveryIsRefusedWithItsCode() {
        UUID customer = customer();
        UUID product = stocked("5");
        UUID order = saleOrder(customer, line(product, "1"));
        Map<String, Object> asked = Map.of("productId", product, "quantity", 1);

        refused(draftOf(Map.of("customerId", customer)), 422, "invalid-request");
        refused(draftOf(Map.of("lines", List.of(asked))), 422, "invalid-request");
        refused(
                draftOf(Map.of("customerId", customer, "saleOrderId", order, "lines", List.of(asked))),
                422,
                "invalid-request");
        refused(draftOf(Map.of("saleOrderId", order, "lines", List.of(asked))), 422, "invalid-request");
        refused(draftOf(Map.of("customerId", UUID.randomUUID(), "lines", List.of(asked))), 422, "unknown-customer");
        refused(draftOf(Map.of("saleOrderId", UUID.randomUUID())), 422, "unknown-sale-order");
        refused(
                draftOf(Map.of(
                        "saleOrderId",
                        order,
                        "lines",
                        List.of(Map.of("saleOrderLineId", UUID.randomUUID(), "quantity", 1)))),
                422,
                "unknown-sale-order-line");
        refused(
                draftOf(Map.of(
                        "customerId",
                        customer,
                        "lines",
                        List.of(Map.of("productId", UUID.randomUUID(), "quantity", 1)))),
                422,
                "unknown-product");
        refused(
                draftOf(Map.of(
                        "customerId",
                        customer,
                        "lines",
                        List.of(Map.of("productId", Warehouse.service(), "quantity", 1)))),
                422,
                "not-goods");
        refused(
                draftOf(Map.of("customerId", customer, "lines", List.of(Map.of("productId", product, "quantity", 0)))),
                422,
                "invalid-request");
        Map<String, Object> referred =
                Map.of("customerId", customer, "externalReference", "ref-" + customer, "lines", List.of(asked));
        draftOf(referred).statusCode(201);
        refused(draftOf(referred), 409, "external-reference-taken");
    }

    @Test
    void aRepeatWithTheSameKeyReservesOnceAndAStaleVersionIsRefused() {
        UUID product = stocked("5");
        UUID delivery = draft(customer(), line(product, "2"));
        String key = Rest.newKey();

        for (int attempt = 0; attempt < 2; attempt++) {
            Rest.as("inventory-user")
                    .header("Idempotency-Key", key)
                    .post("/deliveries/{id}/reserve", delivery)
                    .then()
                    .statusCode(200);
        }

        assertThat(reserved(product)).isEqualByComparingTo("2");
        refused(
                Rest.as("inventory-user")
                        .header("If-Match", "\"0\"")
                        .body(Map.of())
                        .post("/deliveries/{id}/validate", delivery)
                        .then(),
                412,
                "stale-version");
    }

    @Test
    void deliveriesOfACompanyAreFoundByWhatTheyHaveLeft() {
        UUID company = customer();
        UUID product = stocked("5");
        UUID contact = Warehouse.contactOf(company);
        UUID delivery = delivered(contact, line(product, "2"));
        draft(company, line(product, "1"));

        Rest.as("agent")
                .queryParam("companyOf", company)
                .queryParam("state", "done")
                .queryParam("returnable", true)
                .queryParam("productId", product)
                .get("/deliveries")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(delivery.toString())))
                .body("items[0].returnable", equalTo(2));
        Rest.as("agent")
                .queryParam("companyOf", company)
                .queryParam("productId", UUID.randomUUID())
                .get("/deliveries")
                .then()
                .body("items.size()", equalTo(0));
        refused(
                Rest.as("agent")
                        .get("/deliveries/{id}/returnable", draft(company, line(product, "1")))
                        .then(),
                409,
                "delivery-not-done");
    }

    private static ValidatableResponse cancel(UUID delivery) {
        return Rest.as("inventory-user")
                .post("/deliveries/{id}/cancel", delivery)
                .then();
    }

    private static ValidatableResponse validated(UUID delivery, Warehouse.Part... lines) {
        return validate(delivery, Map.of("lines", List.of(lines)));
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).contentType("application/problem+json").body("code", equalTo(code));
    }
}
