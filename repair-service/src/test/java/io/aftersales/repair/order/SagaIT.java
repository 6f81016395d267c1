package io.aftersales.repair.order;

import io.aftersales.repair.workshop.Database;
import io.aftersales.repair.workshop.Workshop;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** What an order asks of accounting and inventory, and what it makes of their answers, in whatever order they come. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class SagaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final List<UUID> sent = new ArrayList<>();

    @BeforeAll
    static void inventoryIsInstalled() {
        Workshop.announceInventory();
        Awaitility.await("inventory is known to be installed")
                .atMost(PATIENCE)
                .until(() -> Database.number("select count(*) from announced_service") == 1);
    }

    // The invoice

    @Test
    void theInvoiceIsAskedForLineByLineAsItWasQuoted() {
        UUID tax = Workshop.tax("15");
        UUID part = Workshop.goods();
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "before");
        draft.put(
                "parts",
                List.of(
                        Workshop.part("add", part, "1", "50.00", tax),
                        Workshop.part("remove", Workshop.goods(), "1", "30.00", tax)));
        draft.put("operations", List.of(Workshop.operation("Replace the switch", "1", "50.00", tax)));
        draft.put("quotationNotes", "Ready by Friday");
        UUID order = Workshop.created(draft);
        Workshop.move(order, "confirm").statusCode(200);

        Workshop.move(order, "invoice").statusCode(200).body("invoiceState", equalTo("requested"));

        Message asked = kafka.await("draft-invoice", order);
        assertThat(asked.text("/origin")).isEqualTo(Workshop.read(order).getString("number"));
        assertThat(asked.payload().at("/attempt").intValue()).isEqualTo(1);
        assertThat(asked.text("/notes")).isEqualTo("Ready by Friday");
        assertThat(asked.payload().at("/lines")).hasSize(2);
        assertThat(asked.text("/lines/0/productId")).isEqualTo(part.toString());
        assertThat(asked.text("/lines/0/unitPrice")).isEqualTo("50.00");
        assertThat(asked.payload().at("/lines/0/taxRate").intValue()).isEqualTo(15);
        assertThat(asked.text("/lines/1/description")).isEqualTo("Replace the switch");
    }

    @Test
    void anOrderInvoicedBeforeIsBegunWhenItsInvoiceIsDrafted() {
        UUID order = confirmed("before");
        Workshop.move(order, "start").statusCode(409).body("code", equalTo("invoice-needed-first"));
        Workshop.move(order, "invoice").statusCode(200);
        Workshop.move(order, "start").statusCode(409).body("code", equalTo("invoice-needed-first"));
        Workshop.move(order, "cancel").statusCode(409).body("code", equalTo("invoice-requested"));
        Workshop.move(order, "invoice").statusCode(409).body("code", equalTo("invoice-requested"));
        Workshop.edit(order, Map.of("operations", List.of())).statusCode(409).body("code", equalTo("lines-fixed"));

        drafted(order);

        awaitInvoice(order, "drafted");
        Workshop.move(order, "invoice").statusCode(409).body("code", equalTo("already-invoiced"));
        Workshop.move(order, "start").statusCode(200).body("state", equalTo("under-repair"));
    }

    @Test
    void anOrderInvoicedAfterIsInvoicedWhenItIsRepaired() {
        UUID order = confirmed("after");
        Workshop.move(order, "invoice")
                .statusCode(409)
                .body("code", equalTo("wrong-state"))
                .body("detail", containsString("is confirmed"));
        Workshop.move(order, "start").statusCode(200);
        Workshop.move(order, "finish").statusCode(200).body("state", equalTo("repaired"));

        Workshop.move(order, "invoice").statusCode(200);
        UUID invoice = drafted(order);
        tell("invoice-posted", order, invoice, 2, "posted");

        awaitInvoice(order, "posted");
        assertThat(Workshop.read(order).getString("invoice.number")).isEqualTo("INV/2026/00001");
        assertThat(Workshop.read(order).getString("invoice.href")).isEqualTo("/api/v1/invoices/" + invoice);
    }

    @Test
    void anInvoiceIsPostedAlthoughNobodyHadHeardThatItWasDrafted() {
        UUID order = asked("before");
        UUID invoice = UUID.randomUUID();
        tell("invoice-posted", order, invoice, 2, "posted");
        awaitInvoice(order, "posted");

        tell("invoice-drafted", order, invoice, 1, "draft");
        awaitAllWasHeard();

        assertThat(Workshop.read(order).getString("invoiceState")).isEqualTo("posted");
    }

    @Test
    void aRefusedInvoiceIsAskedForAgainAsTheNextAttempt() {
        UUID order = asked("before");
        refuse("invoice-draft-rejected", order, "unknown-tax");
        awaitInvoice(order, "rejected");
        assertThat(Workshop.read(order).getString("invoice.refusal.code")).isEqualTo("unknown-tax");
        Workshop.edit(order, Map.of("operations", List.of(Workshop.operation("Another", "1", "60.00"))))
                .statusCode(200);

        Workshop.move(order, "invoice").statusCode(200).body("invoiceState", equalTo("requested"));

        Message again =
                kafka.awaitAtLeast(2, "draft-invoice", KafkaProbe.keyed(order)).get(1);
        assertThat(again.payload().at("/attempt").intValue()).isEqualTo(2);
        assertThat(again.text("/actionId"))
                .isNotEqualTo(kafka.on("draft-invoice", order).get(0).text("/actionId"));
    }

    @Test
    void anAnswerToAnEarlierQuestionHasNoEffect() {
        UUID order = asked("before");
        UUID first = lastAsk(order);
        refuse("invoice-draft-rejected", order, "unknown-tax");
        awaitInvoice(order, "rejected");
        Workshop.move(order, "invoice").statusCode(200);
        kafka.awaitAtLeast(2, "draft-invoice", KafkaProbe.keyed(order));

        tell("invoice-drafted", first, UUID.randomUUID(), 1, "draft", order);
        awaitAllWasHeard();

        assertThat(Workshop.read(order).getString("invoiceState")).isEqualTo("requested");
        drafted(order);
        awaitInvoice(order, "drafted");
    }

    @Test
    void aDraftInvoiceIsCancelledWithItsOrder() {
        UUID order = asked("before");
        UUID invoice = drafted(order);
        awaitInvoice(order, "drafted");

        Workshop.move(order, "cancel").statusCode(200).body("state", equalTo("cancelled"));

        Message cancel = kafka.await("cancel-draft-invoice", order);
        assertThat(cancel.payload().at("/attempt").intValue()).isEqualTo(1);
        tell("invoice-cancelled", order, invoice, 2, "cancelled");
        awaitInvoice(order, "not-needed");
        Workshop.move(order, "reset").statusCode(200).body("invoiceState", equalTo("to-invoice"));
        assertThat(Workshop.read(order).getString("invoice")).isNull();
    }

    @Test
    void anInvoiceThatWasPostedMeanwhileStaysPostedWhenTheOrderIsCancelled() {
        UUID order = asked("before");
        UUID invoice = drafted(order);
        awaitInvoice(order, "drafted");
        Workshop.move(order, "cancel").statusCode(200);
        kafka.await("cancel-draft-invoice", order);

        refuse("invoice-cancellation-rejected", order, "posted-is-immutable");
        tell("invoice-posted", order, invoice, 2, "posted");

        awaitInvoice(order, "posted");
        assertThat(Workshop.read(order).getString("state")).isEqualTo("cancelled");
    }

    @Test
    void aDraftThatAnAccountantCancelsIsAskedForAgain() {
        UUID order = asked("before");
        UUID invoice = drafted(order);
        awaitInvoice(order, "drafted");
        Workshop.move(order, "start").statusCode(200);

        tell("invoice-cancelled", order, invoice, 2, "cancelled");

        awaitInvoice(order, "rejected");
        Workshop.move(order, "invoice").statusCode(200).body("invoiceState", equalTo("requested"));
    }

    @Test
    void whatAccountingTellsOfAnOrderThatBeganAnewHasNoEffect() {
        UUID order = asked("before");
        UUID ask = lastAsk(order);
        UUID invoice = drafted(order);
        awaitInvoice(order, "drafted");
        Workshop.move(order, "cancel").statusCode(200);
        Workshop.move(order, "reset").statusCode(200);

        tell("invoice-posted", ask, invoice, 2, "posted", order);
        awaitAllWasHeard();

        assertThat(Workshop.read(order).getString("invoiceState")).isEqualTo("to-invoice");
    }

    @Test
    void whereNothingIsChargedNoInvoiceIsAskedFor() {
        UUID order = Workshop.created(Workshop.draft(Workshop.customer(), Workshop.goods(), "before"));
        Workshop.move(order, "confirm").statusCode(200);

        Workshop.move(order, "invoice").statusCode(409).body("code", equalTo("nothing-to-invoice"));
    }

    // The parts

    @Test
    void theOrderIsRepairedWhenInventoryHasMovedItsParts() {
        UUID order = begunWithParts();

        Workshop.move(order, "finish")
                .statusCode(200)
                .body("state", equalTo("under-repair"))
                .body("consumption.state", equalTo("requested"));
        Message asked = kafka.await("consume-repair-parts", order);
        assertThat(asked.payload().at("/parts")).hasSize(2);
        assertThat(asked.text("/parts/0/kind")).isEqualTo("add");
        assertThat(asked.text("/parts/1/kind")).isEqualTo("remove");
        assertThat(asked.payload().at("/force").booleanValue()).isFalse();
        Workshop.move(order, "finish").statusCode(409).body("code", equalTo("parts-requested"));
        Workshop.move(order, "cancel").statusCode(409).body("code", equalTo("parts-requested"));
        Workshop.edit(order, Map.of("parts", List.of())).statusCode(409).body("code", equalTo("parts-requested"));

        consumed(order);

        awaitState(order, "repaired");
        assertThat(Workshop.read(order).getString("consumption.state")).isEqualTo("consumed");
        assertThat(Workshop.read(order).getString("repaired.name")).isEqualTo("Test repair-user-user");
    }

    @Test
    void whatIsMissingIsShownAndAskedForAgainOrForced() {
        UUID order = begunWithParts();
        Workshop.move(order, "finish").statusCode(200);
        kafka.await("consume-repair-parts", order);

        missing(order);

        awaitParts(order, "rejected");
        assertThat(Workshop.read(order).getString("state")).isEqualTo("under-repair");
        assertThat(Workshop.read(order).getString("consumption.refusal.code")).isEqualTo("insufficient-stock");
        assertThat(Workshop.read(order).getFloat("consumption.shortfall[0].available"))
                .isEqualTo(1);
        Workshop.move(order, "finish").statusCode(200).body("consumption.state", equalTo("requested"));
        kafka.awaitAtLeast(2, "consume-repair-parts", KafkaProbe.keyed(order));
        missing(order);
        awaitParts(order, "rejected");

        Rest.as(Workshop.REPAIR_USER)
                .body(Map.of("force", true))
                .post("/repair-orders/{id}/finish", order)
                .then()
                .statusCode(200);

        Message forced = kafka.awaitAtLeast(3, "consume-repair-parts", KafkaProbe.keyed(order))
                .get(2);
        assertThat(forced.payload().at("/force").booleanValue()).isTrue();
        consumed(order);
        awaitState(order, "repaired");
    }

    @Test
    void anAnswerAboutPartsThatComesTwiceOrLateCountsOnce() {
        UUID order = begunWithParts();
        Workshop.move(order, "finish").statusCode(200);
        kafka.await("consume-repair-parts", order);
        consumed(order);
        awaitState(order, "repaired");

        consumed(order);
        missing(order);
        awaitAllWasHeard();

        assertThat(Workshop.read(order).getString("state")).isEqualTo("repaired");
        assertThat(Workshop.read(order).getString("consumption.state")).isEqualTo("consumed");
    }

    @Test
    void whereTheStockIsShortTheOrderCanBeCancelled() {
        UUID order = begunWithParts();
        Workshop.move(order, "finish").statusCode(200);
        kafka.await("consume-repair-parts", order);
        missing(order);
        awaitParts(order, "rejected");

        Workshop.move(order, "cancel").statusCode(200).body("state", equalTo("cancelled"));
    }

    @Test
    void whereTheStockIsShortTheOrderCanDoWithoutTheParts() {
        UUID order = begunWithParts();
        Workshop.move(order, "finish").statusCode(200);
        kafka.await("consume-repair-parts", order);
        missing(order);
        awaitParts(order, "rejected");
        Workshop.edit(order, Map.of("parts", List.of())).statusCode(200);

        Workshop.move(order, "finish")
                .statusCode(200)
                .body("state", equalTo("repaired"))
                .body("consumption.state", equalTo("none"))
                .body("consumption.refusal", nullValue());
    }

    @Test
    void whereThereIsNoInventoryNothingIsMovedAndTheOrderSaysSo() {
        UUID order = begunWithParts();
        Database.execute("delete from announced_service");
        try {
            Workshop.move(order, "finish")
                    .statusCode(200)
                    .body("state", equalTo("repaired"))
                    .body("consumption.state", equalTo("not-consumed"));
        } finally {
            Database.execute("insert into announced_service (name, announced_at) values ('inventory', now())");
        }
        assertThat(kafka.on("consume-repair-parts", order)).isEmpty();
    }

    private UUID begunWithParts() {
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "none");
        draft.put(
                "parts",
                List.of(
                        Workshop.part("add", Workshop.goods(), "2", "5.00"),
                        Workshop.part("remove", Workshop.goods(), "1", "0.00")));
        UUID order = Workshop.created(draft);
        Workshop.move(order, "confirm").statusCode(200);
        Workshop.move(order, "start").statusCode(200);
        return order;
    }

    private static UUID confirmed(String invoiceMethod) {
        UUID order = Workshop.order(invoiceMethod);
        Workshop.move(order, "confirm").statusCode(200);
        return order;
    }

    private UUID asked(String invoiceMethod) {
        UUID order = confirmed(invoiceMethod);
        Workshop.move(order, "invoice").statusCode(200);
        kafka.await("draft-invoice", order);
        return order;
    }

    private UUID lastAsk(UUID order) {
        List<Message> asks = kafka.awaitAtLeast(1, "draft-invoice", KafkaProbe.keyed(order));
        return UUID.fromString(asks.get(asks.size() - 1).text("/actionId"));
    }

    /** Accounting drafts what was asked for last. */
    private UUID drafted(UUID order) {
        UUID invoice = UUID.randomUUID();
        tell("invoice-drafted", order, invoice, 1, "draft");
        return invoice;
    }

    private void tell(String topic, UUID order, UUID invoice, long sequence, String state) {
        tell(topic, lastAsk(order), invoice, sequence, state, order);
    }

    private void tell(String topic, UUID ask, UUID invoice, long sequence, String state, UUID order) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("invoiceId", invoice);
        if (state.equals("posted")) {
            told.put("number", "INV/2026/00001");
        }
        told.put("state", state);
        told.put("paymentState", "not_paid");
        told.put("currency", "EUR");
        told.put("lines", List.of());
        for (String amount : List.of("net", "tax", "total", "residual")) {
            told.put(amount, Map.of("amount", "0.00", "currency", "EUR"));
        }
        if (state.equals("posted")) {
            told.put("customerId", UUID.randomUUID());
            told.put("companyId", UUID.randomUUID());
            told.put("date", "2026-11-25");
            told.put("dueDate", "2026-11-25");
        }
        told.put("origin", Workshop.read(order).getString("number"));
        told.put("actionId", ask);
        send(Outgoing.event(topic, invoice, sequence, ask, told));
    }

    private void refuse(String topic, UUID order, String code) {
        UUID ask = lastAsk(order);
        send(Outgoing.rejection(topic, ask, Map.of("actionId", ask, "code", code, "detail", "It is so")));
    }

    private Message lastPartsAsk(UUID order) {
        List<Message> asks = kafka.on("consume-repair-parts", order);
        return asks.get(asks.size() - 1);
    }

    private void consumed(UUID order) {
        Message asked = lastPartsAsk(order);
        UUID ask = UUID.fromString(asked.text("/actionId"));
        UUID consumption = UUID.randomUUID();
        send(Outgoing.event(
                "repair-parts-consumed",
                consumption,
                1,
                ask,
                Map.of(
                        "consumptionId",
                        consumption,
                        "originId",
                        order,
                        "origin",
                        asked.text("/origin"),
                        "forced",
                        false,
                        "moves",
                        List.of(),
                        "requestedBy",
                        asked.payload().at("/requestedBy"),
                        "actionId",
                        ask)));
    }

    private void missing(UUID order) {
        Message asked = lastPartsAsk(order);
        UUID ask = UUID.fromString(asked.text("/actionId"));
        send(Outgoing.rejection(
                "repair-parts-rejected",
                ask,
                Map.of(
                        "actionId",
                        ask,
                        "code",
                        "insufficient-stock",
                        "detail",
                        "1 of 2 is in stock",
                        "shortfall",
                        List.of(Map.of("productId", asked.text("/parts/0/productId"), "needed", 2, "available", 1)))));
    }

    private static void awaitInvoice(UUID order, String state) {
        await(order, "invoiceState", state);
    }

    private static void awaitParts(UUID order, String state) {
        await(order, "consumption.state", state);
    }

    private static void awaitState(UUID order, String state) {
        await(order, "state", state);
    }

    private static void await(UUID order, String field, String value) {
        Awaitility.await(field + " " + value)
                .atMost(PATIENCE)
                .until(() -> value.equals(Workshop.read(order).getString(field)));
    }

    private void send(Outgoing message) {
        kafka.send(message);
        sent.add(message.id());
    }

    /** A message's id is in the inbox once it has had its effect. */
    private void awaitAllWasHeard() {
        Awaitility.await("all messages of this test are taken in")
                .atMost(PATIENCE)
                .until(() -> sent.stream().allMatch(Database::wasTakenIn));
    }
}
