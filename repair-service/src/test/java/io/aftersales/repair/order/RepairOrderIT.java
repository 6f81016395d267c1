package io.aftersales.repair.order;

import io.aftersales.repair.workshop.Workshop;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

/** Repair orders over the REST API. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RepairOrderIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void aPartAndAnOperationOfFiftyAtFifteenPerCentAreAHundredAndFifteen() {
        UUID tax = Workshop.tax("15");
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "after");
        draft.put(
                "parts",
                List.of(
                        Workshop.part("add", Workshop.goods(), "1", "50.00", tax),
                        Workshop.part("remove", Workshop.goods(), "1", "30.00", tax)));
        draft.put("operations", List.of(Workshop.operation("Replace the switch", "1", "50.00", tax)));

        JsonPath order = Workshop.read(Workshop.created(draft));

        assertThat(order.getString("net.amount")).isEqualTo("100.00");
        assertThat(order.getString("tax.amount")).isEqualTo("15.00");
        assertThat(order.getString("total.amount")).isEqualTo("115.00");
        assertThat(order.getString("parts[0].total")).isEqualTo("57.50");
        assertThat(order.getString("parts[1].total")).isEqualTo("0.00");
        assertThat(order.getString("operations[0].total")).isEqualTo("57.50");
    }

    @Test
    void underWarrantyNothingCostsAnything() {
        UUID order = Workshop.order("none");
        assertThat(Workshop.read(order).getString("total.amount")).isEqualTo("50.00");

        Workshop.edit(order, Map.of("underWarranty", true)).statusCode(200).body("total.amount", equalTo("0.00"));

        Workshop.edit(order, Map.of("underWarranty", false)).statusCode(200).body("total.amount", equalTo("50.00"));
    }

    @Test
    void linesThatStayKeepTheRatesOfTheDayTheyWereWritten() {
        UUID tax = Workshop.tax("15");
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "none");
        draft.put("operations", List.of(Workshop.operation("Replace it", "1", "100.00", tax)));
        UUID order = Workshop.created(draft);
        Workshop.tellTax(tax, "20", false);
        // What is told later is known when this is.
        UUID marker = Workshop.tax("1");
        Map<String, Object> another = Workshop.draft(Workshop.customer(), Workshop.goods(), "none");
        another.put("operations", List.of(Workshop.operation("Replace it", "1", "100.00", marker)));
        Workshop.created(another);

        Workshop.edit(order, Map.of("serialNumber", "SN-9"))
                .statusCode(200)
                .body("tax.amount", equalTo("15.00"))
                .body("serialNumber", equalTo("SN-9"));
        Workshop.edit(order, Map.of("operations", List.of(Workshop.operation("Replace it", "2", "100.00", tax))))
                .statusCode(422)
                .body("code", equalTo("unknown-tax"));
    }

    @Test
    void whatIsRepairedAndHowItIsInvoicedIsFixedAfterTheDraft() {
        UUID order = Workshop.order("none");
        Workshop.edit(order, Map.of("invoiceMethod", "after"))
                .statusCode(200)
                .body("invoiceState", equalTo("to-invoice"));
        Workshop.move(order, "confirm").statusCode(200);

        for (Map<String, Object> change : List.<Map<String, Object>>of(
                Map.of("invoiceMethod", "before"),
                Map.of("quantity", 2),
                Map.of("productId", Workshop.goods()),
                Map.of("customerId", Workshop.customer()))) {
            Workshop.edit(order, change)
                    .statusCode(409)
                    .body("code", equalTo("fixed-after-draft"))
                    .body("detail", containsString("is confirmed"));
        }
        Workshop.edit(order, Map.of("repairNotes", "Screw is loose", "plannedDate", "2026-12-01"))
                .statusCode(200)
                .body("repairNotes", equalTo("Screw is loose"));
    }

    @Test
    void theWayOfARepairIsToldToOthers() {
        UUID order = Workshop.order("none");
        for (String step : List.of("confirm", "start", "finish")) {
            Workshop.move(order, step).statusCode(200);
        }

        List<Message> told = kafka.awaitAtLeast(3, "repair-order-changed", KafkaProbe.keyed(order));
        assertThat(told)
                .extracting(message -> message.text("/state"))
                .containsExactly("confirmed", "under-repair", "repaired");
        assertThat(told).extracting(Message::sequence).containsExactly(2L, 3L, 4L);
    }

    @TestFactory
    Stream<DynamicTest> aWrongStepIsAConflictThatNamesTheState() {
        Map<RepairState, List<String>> waysThere = Map.of(
                RepairState.DRAFT, List.of(),
                RepairState.CONFIRMED, List.of("confirm"),
                RepairState.UNDER_REPAIR, List.of("confirm", "start"),
                RepairState.REPAIRED, List.of("confirm", "start", "finish"),
                RepairState.CANCELLED, List.of("cancel"));
        return TransitionMatrix.rows().stream()
                .filter(row -> row.method() == InvoiceMethod.NONE)
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    UUID order = Workshop.order("none");
                    waysThere
                            .get(row.state())
                            .forEach(step -> Workshop.move(order, step).statusCode(200));

                    row.outcomes().forEach((step, outcome) -> {
                        if (!outcome.contains("/")) {
                            Workshop.move(order, step)
                                    .statusCode(409)
                                    .body("code", equalTo(outcome))
                                    .body(
                                            "detail",
                                            containsString("is " + row.state().words()));
                        }
                    });
                }));
    }

    @Test
    void aCancelledOrderBecomesADraftAgain() {
        UUID order = Workshop.order("none");
        Workshop.move(order, "confirm").statusCode(200);
        Workshop.move(order, "cancel").statusCode(200).body("state", equalTo("cancelled"));
        Workshop.edit(order, Map.of("repairNotes", "late")).statusCode(409).body("code", equalTo("wrong-state"));

        Workshop.move(order, "reset").statusCode(200).body("state", equalTo("draft"));

        Workshop.edit(order, Map.of("quantity", 2)).statusCode(200);
    }

    @Test
    void ofTwoStepsAtTheSameMomentOneWins() {
        UUID order = Workshop.order("none");

        List<CompletableFuture<Integer>> steps = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> Workshop.move(order, "confirm").extract().statusCode()))
                .toList();

        assertThat(steps.stream().map(CompletableFuture::join))
                .containsOnlyOnce(200)
                .allMatch(status -> status == 200 || status == 409);
    }

    @Test
    void numbersHaveNoGapsWhenManyAreWrittenAtOnce() {
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "none");
        Workshop.created(draft);

        Set<Integer> numbers = new HashSet<>(IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> Workshop.create(draft).statusCode(201).extract().<String>path("number")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(number -> Integer.parseInt(number.substring("RO/".length())))
                .toList());

        assertThat(numbers).hasSize(30);
        int first = numbers.stream().min(Integer::compare).orElseThrow();
        int last = numbers.stream().max(Integer::compare).orElseThrow();
        assertThat(last - first).isEqualTo(29);
    }

    @Test
    void aRepeatWithOneIdempotencyKeyIsOneOrder() {
        String key = Rest.newKey();
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "none");

        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            ids.add(Rest.as(Workshop.REPAIR_USER)
                    .header("Idempotency-Key", key)
                    .body(draft)
                    .post("/repair-orders")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }

        assertThat(ids).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "quantity, 0, quantity",
        "quantity, -1, quantity",
        "quantity, 1.234, quantity",
        "description, '', description",
        "plannedDate, +999999999-01-01, plannedDate",
        "plannedDate, 1899-12-31, plannedDate",
    })
    void aFieldThatBreaksItsRuleIsNamed(String field, String value, String violation) {
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "none");
        draft.put(field, field.equals("quantity") ? new BigDecimal(value) : value);

        Workshop.create(draft)
                .statusCode(422)
                .body("code", equalTo("invalid-request"))
                .body("violations.field", hasItem(violation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.001"})
    void aPartOrOperationOfNothingIsRefused(String quantity) {
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "none");
        draft.put("parts", List.of(Workshop.part("add", Workshop.goods(), quantity, "5.00")));
        draft.put("operations", List.of(Workshop.operation("Replace it", quantity, "5.00")));

        Workshop.create(draft)
                .statusCode(422)
                .body("violations.field", hasItems("parts[0].quantity", "operations[0].quantity"));
    }

    @Test
    void aPartWithoutProductIsRefused() {
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "none");
        draft.put("parts", List.of(Map.of("kind", "add", "quantity", 1, "unitPrice", "5.00")));

        Workshop.create(draft).statusCode(422).body("violations.field", hasItem("parts[0].productId"));
    }

    @Test
    void whatNobodyKnowsIsRefused() {
        UUID customer = Workshop.customer();
        UUID product = Workshop.goods();
        Map<String, Object> unknownTax = Workshop.draft(customer, product, "none");
        unknownTax.put("operations", List.of(Workshop.operation("Replace it", "1", "1", UUID.randomUUID())));
        Map<String, Object> unknownReturn = Workshop.draft(customer, product, "none");
        unknownReturn.put("returnId", UUID.randomUUID());

        Workshop.create(Workshop.draft(customer, UUID.randomUUID(), "none"))
                .statusCode(422)
                .body("code", equalTo("unknown-product"));
        Workshop.create(Workshop.draft(UUID.randomUUID(), product, "none"))
                .statusCode(422)
                .body("code", equalTo("unknown-customer"));
        Workshop.create(unknownTax).statusCode(422).body("code", equalTo("unknown-tax"));
        Workshop.create(unknownReturn).statusCode(422).body("code", equalTo("unknown-return"));
        Workshop.create(Workshop.draft(customer, Workshop.service(), "none"))
                .statusCode(422)
                .body("code", equalTo("not-goods"));
        Map<String, Object> nothing = Workshop.draft(customer, product, "none");
        nothing.remove("productId");
        Workshop.create(nothing).statusCode(422).body("code", equalTo("product-required"));
    }

    @Test
    void listsAreFilteredByStateWrittenAsTheApiWritesIt() {
        UUID customer = Workshop.customer();
        UUID order = Workshop.created(Workshop.draft(customer, Workshop.goods(), "none"));
        Workshop.move(order, "confirm").statusCode(200);
        Workshop.move(order, "start").statusCode(200);

        Rest.as(Workshop.REPAIR_USER)
                .queryParam("companyOf", customer)
                .queryParam("state", "under-repair")
                .queryParam("invoiceState", "not-needed")
                .get("/repair-orders")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(order.toString())));
        Rest.as(Workshop.REPAIR_USER)
                .queryParam("state", "under_repair")
                .get("/repair-orders")
                .then()
                .statusCode(400);
    }
}
