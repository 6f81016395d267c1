package io.aftersales.inventory.returns;

import io.aftersales.inventory.warehouse.Asked;
import io.aftersales.inventory.warehouse.Shelves;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.inventory.warehouse.Warehouse.cancel;
import static io.aftersales.inventory.warehouse.Warehouse.contactOf;
import static io.aftersales.inventory.warehouse.Warehouse.customer;
import static io.aftersales.inventory.warehouse.Warehouse.delivered;
import static io.aftersales.inventory.warehouse.Warehouse.delivery;
import static io.aftersales.inventory.warehouse.Warehouse.draftOf;
import static io.aftersales.inventory.warehouse.Warehouse.goodsReturn;
import static io.aftersales.inventory.warehouse.Warehouse.line;
import static io.aftersales.inventory.warehouse.Warehouse.lineOf;
import static io.aftersales.inventory.warehouse.Warehouse.linesOf;
import static io.aftersales.inventory.warehouse.Warehouse.location;
import static io.aftersales.inventory.warehouse.Warehouse.movesOf;
import static io.aftersales.inventory.warehouse.Warehouse.onHand;
import static io.aftersales.inventory.warehouse.Warehouse.onHandAt;
import static io.aftersales.inventory.warehouse.Warehouse.receive;
import static io.aftersales.inventory.warehouse.Warehouse.reserve;
import static io.aftersales.inventory.warehouse.Warehouse.reserved;
import static io.aftersales.inventory.warehouse.Warehouse.returnable;
import static io.aftersales.inventory.warehouse.Warehouse.saleOrder;
import static io.aftersales.inventory.warehouse.Warehouse.stocked;
import static io.aftersales.inventory.warehouse.Warehouse.validate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class ReturnIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @AfterEach
    void theShelvesAreInOrder() {
        Shelves.assertInOrder();
    }

    @Test
    void goodsAreAnnouncedAndThenPutBack() {
        UUID customer = customer();
        UUID product = stocked("5");
        UUID delivery = delivered(customer, line(product, "3"));
        assertThat(onHand(product)).isEqualByComparingTo("2");

        Message answer =
                Asked.of(delivery, customer).line(lineOf(delivery), "2").send().created();

        String out = delivery(delivery).getString("number");
        assertThat(answer.sequence()).isEqualTo(1);
        assertThat(answer.text("/number")).matches("WH/IN/\\d{5}");
        assertThat(answer.text("/state")).isEqualTo("ready");
        assertThat(answer.text("/origin")).isEqualTo("Return of " + out);
        assertThat(answer.text("/deliveryNumber")).isEqualTo(out);
        assertThat(answer.text("/lines/0/quantity")).isEqualTo("2");
        assertThat(answer.text("/changedBy/sub")).isEqualTo("agent-user");
        assertThat(onHand(product)).as("stock changes on validation only").isEqualByComparingTo("2");
        assertThat(returnable(delivery).getFloat("lines[0].returnable")).isEqualTo(1);

        UUID id = UUID.fromString(answer.text("/returnId"));
        receive(id, Map.of("date", "2020-02-29")).statusCode(200).body("state", equalTo("done"));

        assertThat(onHand(product)).isEqualByComparingTo("4");
        Message received = kafka.await("return-received", id);
        assertThat(received.sequence()).isEqualTo(2);
        assertThat(received.text("/date")).isEqualTo("2020-02-29");
        assertThat(received.text("/lines/0/received")).isEqualTo("2");
        assertThat(received.text("/actionId")).isEqualTo(answer.text("/actionId"));
    }

    @Test
    void withoutLinesAllThatIsReturnableComesBack() {
        UUID customer = customer();
        UUID one = stocked("5");
        UUID other = stocked("5");
        UUID delivery = delivered(customer, line(one, "2"), line(other, "1.5"));
        Asked.of(delivery, customer).line(linesOf(delivery).get(0), "1").send().created();

        Message rest = Asked.of(delivery, customer).send().created();

        assertThat(rest.text("/lines/0/quantity")).isEqualTo("1");
        assertThat(rest.text("/lines/1/quantity")).isEqualTo("1.5");
        assertThat(returnable(delivery).getList("lines.returnable", Float.class))
                .containsOnly(0f);
        assertThat(Asked.of(delivery, customer).send().rejection()).isEqualTo("nothing-left-to-return");
    }

    @Test
    void linesLeftOutAndLinesOfZeroAreDropped() {
        UUID customer = customer();
        UUID delivery = delivered(customer, line(stocked("5"), "2"), line(stocked("5"), "2"), line(stocked("5"), "2"));
        List<UUID> lines = linesOf(delivery);

        Message answer = Asked.of(delivery, customer)
                .line(lines.get(2), "1")
                .line(lines.get(0), "0")
                .send()
                .created();

        assertThat(answer.payload().at("/lines")).hasSize(1);
        assertThat(answer.text("/lines/0/deliveryLineId"))
                .isEqualTo(lines.get(2).toString());
    }

    @Test
    void aCancelledReturnFreesItsQuantity() {
        UUID customer = customer();
        UUID product = stocked("3");
        UUID delivery = delivered(customer, line(product, "3"));
        UUID first = Asked.of(delivery, customer).send().returnId();

        cancel(first).statusCode(200).body("state", equalTo("cancelled"));

        assertThat(returnable(delivery).getFloat("lines[0].returnable")).isEqualTo(3);
        assertThat(onHand(product)).isZero();
        assertThat(kafka.await("return-cancelled", first).sequence()).isEqualTo(2);
        cancel(first).statusCode(409).body("code", equalTo("return-not-ready"));
        receive(first).statusCode(409).body("code", equalTo("return-not-ready"));
        UUID second = Asked.of(delivery, customer).send().returnId();
        receive(second).statusCode(200);
        cancel(second).statusCode(409).body("code", equalTo("return-not-ready"));
    }

    @Test
    void whatDoesNotComeIsReturnableAgain() {
        UUID customer = customer();
        UUID product = stocked("5");
        UUID delivery = delivered(customer, line(product, "5"), line(stocked("1"), "1"));
        UUID id = Asked.of(delivery, customer).send().returnId();
        String line = goodsReturn(id).getString("lines[0].id");

        receive(id, Map.of("lines", List.of(Map.of("returnLineId", line, "quantity", 2))))
                .statusCode(200);

        assertThat(onHand(product)).isEqualByComparingTo("2");
        assertThat(goodsReturn(id).getList("lines.received", Float.class)).containsExactly(2f, 0f);
        assertThat(returnable(delivery).getList("lines.returnable", Float.class))
                .containsExactly(3f, 1f);
        UUID rest = Asked.of(delivery, customer).send().returnId();
        receive(rest).statusCode(200);
        assertThat(onHand(product)).isEqualByComparingTo("5");
    }

    @Test
    void validationLowersWhatTheSaleOrderShowsAsDelivered() {
        UUID customer = customer();
        UUID product = stocked("10");
        UUID order = saleOrder(customer, line(product, "4"));
        UUID delivery = draftOf(order);
        reserve(delivery).statusCode(200);
        validate(delivery).statusCode(200);
        assertThat(saleOrder(order).getFloat("lines[0].delivered")).isEqualTo(4);
        UUID id =
                Asked.of(delivery, customer).line(lineOf(delivery), "3").send().returnId();
        assertThat(saleOrder(order).getFloat("lines[0].delivered")).isEqualTo(4);

        receive(id).statusCode(200);

        assertThat(saleOrder(order).getFloat("lines[0].delivered")).isEqualTo(1);
        assertThat(saleOrder(order).getFloat("lines[0].returned")).isEqualTo(3);
        Message told = kafka.awaitAtLeast(3, "sale-order-changed", KafkaProbe.keyed(order))
                .get(2);
        assertThat(told.sequence()).isEqualTo(3);
        assertThat(told.text("/lines/0/delivered")).isEqualTo("1");
        assertThat(told.text("/lines/0/returned")).isEqualTo("3");
    }

    @Test
    void anExchangeBringsTheSameGoodsAnewAndTheseAreReturnedFromTheNewDelivery() {
        UUID customer = customer();
        UUID product = stocked("5");
        UUID order = saleOrder(customer, line(product, "2"));
        UUID delivery = draftOf(order);
        reserve(delivery).statusCode(200);
        validate(delivery).statusCode(200);

        Message answer =
                Asked.of(delivery, customer).with("exchange", true).send().created();

        UUID replacement = UUID.fromString(answer.text("/replacement/deliveryId"));
        assertThat(answer.text("/replacement/state")).isEqualTo("draft");
        JsonPath again = delivery(replacement);
        assertThat(again.getString("replacementFor")).isEqualTo(answer.text("/returnId"));
        assertThat(again.getString("number")).isEqualTo(answer.text("/replacement/number"));
        assertThat(again.getFloat("lines[0].quantity")).isEqualTo(2);
        receive(UUID.fromString(answer.text("/returnId"))).statusCode(200);
        reserve(replacement).statusCode(200);
        validate(replacement).statusCode(200);

        assertThat(kafka.await("delivery-validated", replacement).text("/actionId"))
                .isEqualTo(answer.text("/actionId"));
        assertThat(saleOrder(order).getFloat("lines[0].delivered")).isEqualTo(2);
        assertThat(Asked.of(delivery, customer).send().rejection())
                .as("the first delivery has nothing left although the customer has the goods")
                .isEqualTo("nothing-left-to-return");
        receive(Asked.of(replacement, customer).send().returnId()).statusCode(200);
        assertThat(onHand(product)).isEqualByComparingTo("5");
    }

    @Test
    void cancellingAnExchangeCancelsItsDeliveryAndFreesWhatThatHadReserved() {
        UUID customer = customer();
        UUID product = stocked("5");
        UUID delivery = delivered(customer, line(product, "2"));
        Message answer =
                Asked.of(delivery, customer).with("exchange", true).send().created();
        UUID replacement = UUID.fromString(answer.text("/replacement/deliveryId"));
        reserve(replacement).statusCode(200);
        assertThat(reserved(product)).isEqualByComparingTo("2");

        cancel(UUID.fromString(answer.text("/returnId"))).statusCode(200);

        assertThat(delivery(replacement).getString("state")).isEqualTo("cancelled");
        assertThat(reserved(product)).isZero();
    }

    @Test
    void aContactReturnsWhatItsCompanyGot() {
        UUID company = customer();
        UUID delivery = delivered(contactOf(company), line(stocked("1"), "1"));

        assertThat(Asked.of(delivery, company).send().created().text("/companyId"))
                .isEqualTo(company.toString());
    }

    @Test
    void goodsGoToAChosenLocation() {
        UUID customer = customer();
        UUID product = stocked("1");
        UUID delivery = delivered(customer, line(product, "1"));
        UUID shelf = location();

        UUID id = Asked.of(delivery, customer)
                .with("returnLocationId", shelf)
                .send()
                .returnId();
        receive(id).statusCode(200);

        assertThat(onHand(product)).isZero();
        assertThat(onHandAt(product, shelf)).isEqualByComparingTo("1");
    }

    @Test
    void theMoveBackIsLinkedToTheOneThatItReverses() {
        UUID customer = customer();
        UUID product = stocked("1");
        UUID delivery = delivered(customer, line(product, "1"));
        UUID id = Asked.of(delivery, customer).send().returnId();
        receive(id).statusCode(200);

        JsonPath moves = movesOf(product);

        assertThat(moves.getList("items.reference"))
                .containsExactly(
                        goodsReturn(id).getString("number"), delivery(delivery).getString("number"), "Bought in");
        assertThat(moves.getString("items[0].reverses")).isEqualTo(moves.getString("items[1].id"));
    }

    @Test
    void theDatabaseItselfRefusesMoreReturnsThanWereDeliveredAndChangesOfWhatIsFinal() {
        UUID customer = customer();
        UUID delivery = delivered(customer, line(stocked("2"), "2"));
        UUID id = Asked.of(delivery, customer).send().returnId();
        receive(id).statusCode(200);

        assertThat(Shelves.refusalOf(
                        "update delivery_line set claimed = 3 where delivery_id = '%s'".formatted(delivery)))
                .as("more than delivered")
                .isEqualTo("23514");
        assertThat(Shelves.refusalOf(
                        "update delivery_line set claimed = 1 where delivery_id = '%s'".formatted(delivery)))
                .as("other than its returns say")
                .isEqualTo("23514");
        assertThat(Shelves.refusalOf("update goods_return set state = 'READY', date = null, validated_at = null"
                        + " where id = '%s'".formatted(id)))
                .isEqualTo("23001");
        assertThat(Shelves.refusalOf("update delivery set date = date + 1 where id = '%s'".formatted(delivery)))
                .isEqualTo("23001");
        assertThat(Shelves.refusalOf("update stock_move set quantity = 9")).isEqualTo("23001");
    }
}
