package io.aftersales.inventory.returns;

import io.aftersales.inventory.warehouse.Asked;
import io.aftersales.inventory.warehouse.Shelves;
import io.aftersales.inventory.warehouse.Warehouse;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.inventory.warehouse.Warehouse.customer;
import static io.aftersales.inventory.warehouse.Warehouse.delivered;
import static io.aftersales.inventory.warehouse.Warehouse.deliveredPieces;
import static io.aftersales.inventory.warehouse.Warehouse.draft;
import static io.aftersales.inventory.warehouse.Warehouse.goodsReturn;
import static io.aftersales.inventory.warehouse.Warehouse.line;
import static io.aftersales.inventory.warehouse.Warehouse.lineOf;
import static io.aftersales.inventory.warehouse.Warehouse.receive;
import static io.aftersales.inventory.warehouse.Warehouse.returnable;
import static io.aftersales.inventory.warehouse.Warehouse.stocked;
import static io.aftersales.inventory.warehouse.Warehouse.stockedPieces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Every stricter rule about returns, each with its code, and which is told where several are broken. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class ReturnRefusalIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    private UUID customer;
    private UUID delivery;
    private UUID line;

    @BeforeEach
    void threeLampsWereDelivered() {
        customer = customer();
        delivery = delivered(customer, line(stocked("3"), "3"));
        line = lineOf(delivery);
    }

    @AfterEach
    void nothingWasLeftBehind() {
        assertThat(returnable(delivery).getFloat("lines[0].returnable")).isEqualTo(3);
        Shelves.assertInOrder();
    }

    private Asked asked() {
        return Asked.of(delivery, customer);
    }

    @Test
    void aDeliveryThatIsNotThere() {
        assertThat(Asked.of(UUID.randomUUID(), customer).send().rejection()).isEqualTo("unknown-delivery");
    }

    @Test
    void aDeliveryOfAnotherCompany() {
        assertThat(Asked.of(delivery, customer()).send().rejection()).isEqualTo("foreign-delivery");
    }

    @Test
    void aDeliveryThatIsNotDone() {
        UUID draft = draft(customer, line(stocked("1"), "1"));

        assertThat(Asked.of(draft, customer).send().rejection()).isEqualTo("delivery-not-done");

        Warehouse.reserve(draft).statusCode(200);
        assertThat(Asked.of(draft, customer).send().rejection()).isEqualTo("delivery-not-done");
    }

    @Test
    void aLineOfAnotherDelivery() {
        UUID other = delivered(customer, line(stocked("1"), "1"));

        assertThat(asked().line(lineOf(other), "1").send().rejection()).isEqualTo("unknown-delivery-line");
    }

    @Test
    void aLineNamedTwice() {
        assertThat(asked().line(line, "1").line(line, "1").send().rejection()).isEqualTo("duplicate-delivery-line");
        assertThat(asked().line(line, "0").line(line, "1").send().rejection()).isEqualTo("duplicate-delivery-line");
    }

    @Test
    void aNegativeQuantity() {
        assertThat(asked().line(line, "-1").send().rejection()).isEqualTo("negative-quantity");
    }

    @Test
    void moreThanIsReturnable() {
        assertThat(asked().line(line, "3.01").send().rejection()).isEqualTo("more-than-returnable");
    }

    @Test
    void zeroOverall() {
        assertThat(asked().line(line, "0").send().rejection()).isEqualTo("nothing-to-return");
        assertThat(asked().with("lines", List.of()).send().rejection()).isEqualTo("nothing-to-return");
    }

    @Test
    void aLocationThatIsNotOurs() {
        UUID customers = UUID.fromString("00000000-0000-7000-8000-000000000002");

        assertThat(asked().with("returnLocationId", customers).send().rejection())
                .isEqualTo("unknown-location");
        assertThat(asked().with("returnLocationId", UUID.randomUUID()).send().rejection())
                .isEqualTo("unknown-location");
    }

    @Test
    void aQuantityThatIsNone() {
        assertThat(asked().line(line, "1000001").send().rejection()).isEqualTo("invalid-request");
    }

    @Test
    void serialNumbersOfAProductWithout() {
        assertThat(asked().line(line, "1", "A1").send().rejection()).isEqualTo("serial-numbers-unexpected");
    }

    @Test
    void serialNumbersThatAreNotThoseOfTheDelivery() {
        UUID product = stockedPieces("A1", "A2", "A3", "B1");
        UUID pieces = deliveredPieces(customer, product, "A1", "A2", "A3");
        UUID tracked = lineOf(pieces);

        assertThat(rejected(pieces, tracked, "1.5", "A1")).isEqualTo("fractional-quantity");
        assertThat(rejected(pieces, tracked, "2", "A1", "A1")).isEqualTo("duplicate-serial-number");
        assertThat(rejected(pieces, tracked, "2")).isEqualTo("serial-numbers-required");
        assertThat(rejected(pieces, tracked, "2", "A1")).isEqualTo("serial-number-count");
        assertThat(rejected(pieces, tracked, "1", "B1")).isEqualTo("serial-not-delivered");
        assertThat(rejected(pieces, tracked, "1", "Z9")).isEqualTo("serial-not-delivered");
        Asked.of(pieces, customer).line(tracked, "1", "A2").send().created();
        assertThat(rejected(pieces, tracked, "1", "A2")).isEqualTo("serial-already-returned");
    }

    private String rejected(UUID delivery, UUID line, String quantity, String... serialNumbers) {
        return Asked.of(delivery, customer)
                .line(line, quantity, serialNumbers)
                .send()
                .rejection();
    }

    @Test
    void ofSeveralBrokenRulesTheFirstInTheStatedOrderIsTold() {
        UUID stranger = customer();
        UUID draft = draft(customer, line(stocked("1"), "1"));
        UUID nowhere = UUID.randomUUID();

        assertThat(Asked.of(draft, stranger)
                        .with("returnLocationId", nowhere)
                        .send()
                        .rejection())
                .isEqualTo("foreign-delivery");
        assertThat(Asked.of(draft, customer)
                        .with("returnLocationId", nowhere)
                        .send()
                        .rejection())
                .isEqualTo("delivery-not-done");
        assertThat(asked().with("returnLocationId", nowhere)
                        .line(line, "-1")
                        .send()
                        .rejection())
                .isEqualTo("unknown-location");
        assertThat(asked().line(UUID.randomUUID(), "-1").line(line, "9").send().rejection())
                .isEqualTo("unknown-delivery-line");
        assertThat(asked().line(line, "1").line(line, "-1").send().rejection()).isEqualTo("duplicate-delivery-line");
        assertThat(asked().line(line, "9", "A1").send().rejection()).isEqualTo("more-than-returnable");
    }

    @Test
    void whatAReturnDidNotAnnounceCannotComeWithIt() {
        UUID id = asked().line(line, "2").send().returnId();
        String announced = goodsReturn(id).getString("lines[0].id");

        refusedToReceive(id, "more-than-announced", part(announced, 3));
        refusedToReceive(id, "negative-quantity", part(announced, -1));
        refusedToReceive(id, "nothing-to-return", part(announced, 0));
        refusedToReceive(id, "duplicate-return-line", part(announced, 1), part(announced, 1));
        refusedToReceive(id, "unknown-return-line", part(UUID.randomUUID().toString(), 1));
        receive(id, Map.of("date", "2999-01-01")).statusCode(422).body("code", equalTo("date-in-future"));
        Warehouse.cancel(id).statusCode(200);
    }

    @Test
    void aPieceThatAReturnDidNotAnnounceCannotComeWithIt() {
        UUID pieces = deliveredPieces(customer, stockedPieces("A1", "A2"), "A1", "A2");
        UUID id = Asked.of(pieces, customer)
                .line(lineOf(pieces), "1", "A1")
                .send()
                .returnId();
        String announced = goodsReturn(id).getString("lines[0].id");

        refusedToReceive(id, "serial-not-announced", new Part(announced, 1, List.of("A2")));
    }

    /** How much of a line has come. */
    private record Part(String returnLineId, int quantity, List<String> serialNumbers) {}

    private static Part part(String returnLine, int quantity) {
        return new Part(returnLine, quantity, List.of());
    }

    private static void refusedToReceive(UUID id, String code, Part... lines) {
        receive(id, Map.of("lines", List.of(lines))).statusCode(422).body("code", equalTo(code));
    }

    @Test
    void aRefusalNamesTheTicketAndLeavesNoReturnBehind() {
        Asked refused = asked().line(line, "4").send();

        assertThat(kafka.awaitOfAction("return-rejected", refused.actionId()).text("/detail"))
                .contains("3 can be returned, not 4");
        assertThat(Shelves.number("select count(*) from goods_return where delivery_id = '%s'".formatted(delivery)))
                .isZero();
    }
}
