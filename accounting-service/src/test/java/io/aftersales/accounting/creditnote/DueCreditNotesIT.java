package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.accounting.books.Ledger;
import io.aftersales.accounting.books.MovableClock;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.aftersales.accounting.books.Books.ACCOUNTANT;
import static io.aftersales.accounting.books.Books.confirm;
import static io.aftersales.accounting.books.Books.creditNote;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.invoice;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.lineIds;
import static io.aftersales.accounting.books.Books.pay;
import static io.aftersales.accounting.books.Books.posted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** Credit notes dated ahead. The clock is moved; the scheduler runs every second meanwhile, as another replica would. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class DueCreditNotesIT {

    private final LocalDate tomorrow = MovableClock.today().plusDays(1);
    private final LocalDate nextWeek = MovableClock.today().plusDays(7);

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Inject
    DueCreditNotes dueCreditNotes;

    private UUID company;

    @BeforeEach
    void aCompany() {
        company = customer();
    }

    @AfterEach
    void theClockIsRightAndTheBooksAgree() {
        MovableClock.reset();
        assertThat(Ledger.balance()).isZero();
        assertThat(Ledger.receivableLessResiduals()).isZero();
        assertThat(Ledger.invoicesAgainstSettlements()).isZero();
        assertThat(Ledger.linesAgainstCreditNotes()).isZero();
    }

    @Test
    void aFullRefundDatedAheadIsADraftThatPostsItselfOnThatDay() {
        UUID invoice = posted(company, line("2", "100.00"));
        pay(invoice, "50").statusCode(201);

        Message answer = full(invoice).send().drafted();

        UUID note = id(answer);
        assertThat(answer.payload().at("/postsItself").asBoolean()).isTrue();
        assertThat(creditNote(note).getString("method")).isEqualTo("full");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("partial");
        confirm(note).statusCode(409).body("code", equalTo("not-yet-due"));
        post();
        assertThat(creditNote(note).getString("state")).isEqualTo("draft");

        MovableClock.moveTo(tomorrow);

        Message told = kafka.await("credit-note-posted", note);
        assertThat(told.text("/date")).isEqualTo(tomorrow.toString());
        assertThat(told.text("/releasedPayments/amount")).isEqualTo("50.00");
        assertThat(told.payload().at("/changedBy").isMissingNode()).isTrue();
        assertThat(told.payload().at("/postsItself").isMissingNode()).isTrue();
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
        assertThat(creditNote(note).getString("number")).startsWith("RINV/" + tomorrow.getYear());
    }

    @Test
    void theDayBeginsAtMidnightOfTheCompanysTimeZone() {
        UUID note = id(full(posted(company, line("1", "10"))).send().drafted());

        MovableClock.moveTo(tomorrow.minusDays(1), LocalTime.of(23, 59, 0));
        post();
        assertThat(creditNote(note).getString("state")).isEqualTo("draft");

        // In UTC it is still the day before.
        MovableClock.moveTo(tomorrow, LocalTime.of(0, 0, 1));
        post();
        assertThat(creditNote(note).getString("state")).isEqualTo("posted");
    }

    @Test
    void theNewDraftInvoiceIsMadeAtThatMoment() {
        UUID invoice = posted(company, line("2", "100.00"));
        Refund refund = Refund.of(invoice, company)
                .method("full-and-new-draft")
                .with("date", tomorrow.toString())
                .send();
        UUID note = refund.draftId();
        assertThat(drafts(company)).isEmpty();

        MovableClock.moveTo(tomorrow);

        Message told = kafka.await("credit-note-posted", note);
        UUID copy = UUID.fromString(told.text("/newInvoice/invoiceId"));
        assertThat(drafts(company)).containsExactly(copy.toString());
        assertThat(invoice(copy).getString("duplicateOf")).isEqualTo(invoice.toString());
        assertThat(invoice(copy).getString("created.sub")).isEqualTo("agent-user");
        assertThat(kafka.await("invoice-drafted", copy).text("/actionId"))
                .isEqualTo(refund.actionId().toString());
    }

    @Test
    void theDateCanBeChangedWhileTheNoteIsADraft() {
        UUID later = id(full(posted(company, line("1", "10"))).send().drafted());
        UUID byHand = id(full(posted(company, line("1", "10"))).send().drafted());
        patch(later, Map.of("date", nextWeek.toString())).statusCode(200).body("postsItself", equalTo(true));
        patch(byHand, Map.of("date", MovableClock.today().toString()))
                .statusCode(200)
                .body("postsItself", equalTo(false));

        MovableClock.moveTo(tomorrow);
        post();

        assertThat(creditNote(later).getString("state")).isEqualTo("draft");
        assertThat(creditNote(byHand).getString("state")).isEqualTo("draft");
        confirm(byHand).statusCode(200).body("state", equalTo("posted"));
        MovableClock.moveTo(nextWeek);
        assertThat(kafka.await("credit-note-posted", later).text("/date")).isEqualTo(nextWeek.toString());
    }

    @Test
    void aPartialRefundDatedAheadPostsItselfAsItWasEdited() {
        UUID invoice = posted(company, line("2", "100.00"));
        UUID note = Refund.of(invoice, company).method("partial").send().draftId();
        patch(
                        note,
                        Map.of(
                                "date",
                                tomorrow.toString(),
                                "lines",
                                List.of(Map.of("invoiceLineId", lineIds(invoice).get(0), "quantity", 1))))
                .statusCode(200)
                .body("postsItself", equalTo(true));

        MovableClock.moveTo(tomorrow);

        assertThat(kafka.await("credit-note-posted", note).text("/total/amount"))
                .isEqualTo("100.00");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("partial");
    }

    @Test
    void otherLinesMakeAFullCreditAPartialOne() {
        UUID invoice = posted(company, line("2", "100.00"));
        pay(invoice, "150").statusCode(201);
        UUID note = id(Refund.of(invoice, company)
                .method("full-and-new-draft")
                .with("date", tomorrow.toString())
                .send()
                .drafted());
        patch(
                        note,
                        Map.of(
                                "lines",
                                List.of(Map.of("invoiceLineId", lineIds(invoice).get(0), "quantity", 1))))
                .statusCode(200)
                .body("method", equalTo("partial"));

        MovableClock.moveTo(tomorrow);

        Message told = kafka.await("credit-note-posted", note);
        assertThat(told.text("/residual/amount")).isEqualTo("50.00");
        assertThat(told.payload().at("/releasedPayments").isMissingNode()).isTrue();
        assertThat(told.payload().at("/newInvoice").isMissingNode()).isTrue();
        assertThat(drafts(company)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "full-and-new-draft"})
    void aFullRefundThatSomebodyWasFasterThanStaysAFullOneOfTheRest(String method) {
        UUID invoice = posted(company, line("2", "100.00"));
        pay(invoice, "50").statusCode(201);
        UUID note = dated(invoice, method);
        creditOne(invoice);
        MovableClock.moveTo(tomorrow);
        kafka.await("credit-note-posting-refused", note);

        patch(note, Map.of("lines", allLeft(invoice)))
                .statusCode(200)
                .body("method", equalTo(method))
                .body("total.amount", equalTo("100.00"));

        confirm(note)
                .statusCode(200)
                .body("total.amount", equalTo("100.00"))
                .body("releasedPayments.amount", equalTo("50.00"));
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
        assertThat(drafts(company)).hasSize(method.equals("full") ? 0 : 1);
    }

    @Test
    void aFullRefundThatIsMendedBeforeItsDayPostsItselfInFull() {
        UUID invoice = posted(company, line("2", "100.00"), line("1", "7"));
        UUID note = dated(invoice, "full-and-new-draft");
        creditOne(invoice);
        patch(note, Map.of("lines", allLeft(invoice)))
                .statusCode(200)
                .body("method", equalTo("full-and-new-draft"))
                .body("postsItself", equalTo(true));

        MovableClock.moveTo(tomorrow);

        assertThat(kafka.await("credit-note-posted", note).text("/total/amount"))
                .isEqualTo("107.00");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
        assertThat(drafts(company)).hasSize(1);
    }

    @Test
    void whatLeavesSomethingOfTheRestIsAPartialCredit() {
        UUID invoice = posted(company, line("2", "100.00"), line("1", "7"));
        UUID note = dated(invoice, "full");
        creditOne(invoice);

        patch(note, Map.of("lines", allLeft(invoice).subList(0, 1)))
                .statusCode(200)
                .body("method", equalTo("partial"));
        patch(note, Map.of("lines", allLeft(invoice))).statusCode(200).body("method", equalTo("partial"));
    }

    @Test
    void whatCannotPostItselfThatDayStaysADraftAndIsTold() {
        UUID invoice = posted(company, line("2", "100.00"));
        UUID note = id(full(invoice).send().drafted());
        UUID part = Refund.of(invoice, company)
                .method("partial")
                .line(lineIds(invoice).get(0), "1", null)
                .send()
                .draftId();
        confirm(part).statusCode(200);

        MovableClock.moveTo(tomorrow);

        Message told = kafka.await("credit-note-posting-refused", note);
        assertThat(told.text("/refusal/code")).isEqualTo("credit-exceeds-invoice");
        assertThat(told.text("/refusal/detail")).isNotBlank();
        assertThat(told.text("/state")).isEqualTo("draft");
        assertThat(told.sequence()).isEqualTo(2);
        assertThat(told.payload().at("/changedBy").isMissingNode()).isTrue();
        JsonPath draft = creditNote(note);
        assertThat(draft.getString("state")).isEqualTo("draft");
        assertThat(draft.getBoolean("postsItself")).isFalse();
        post();
        assertThat(kafka.on("credit-note-posting-refused", note)).hasSize(1);
        // A person mends it: what is left is credited by hand.
        patch(
                        note,
                        Map.of(
                                "lines",
                                List.of(Map.of("invoiceLineId", lineIds(invoice).get(0)))))
                .statusCode(200);
        confirm(note).statusCode(200).body("total.amount", equalTo("100.00"));
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
    }

    @Test
    void aCancelledDraftNeverPostsItself() {
        UUID note = id(full(posted(company, line("1", "10"))).send().drafted());
        Rest.as(ACCOUNTANT).post("/credit-notes/{id}/cancel", note).then().statusCode(200);

        MovableClock.moveTo(tomorrow);
        post();

        assertThat(creditNote(note).getString("state")).isEqualTo("cancelled");
    }

    @Test
    void severalReplicasAtOncePostEveryDraftOnce() {
        LocalDate day = LocalDate.of(MovableClock.today().getYear() + 3, 1, 15);
        List<Refund> refunds = IntStream.range(0, 30)
                .mapToObj(i -> Refund.of(posted(company, line("1", "10")), company)
                        .method("full")
                        .with("date", day.toString())
                        .send())
                .toList();
        List<UUID> notes = refunds.stream().map(Refund::draftId).toList();

        MovableClock.moveTo(day);
        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(this::post))
                        .limit(4)
                        .toArray(CompletableFuture[]::new))
                .join();

        List<Message> told = notes.stream()
                .map(note -> kafka.await("credit-note-posted", note))
                .toList();
        assertThat(told)
                .extracting(message -> message.text("/number"))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 30)
                        .mapToObj(i -> "RINV/%d/%05d".formatted(day.getYear(), i))
                        .toList());
        await().untilAsserted(() ->
                assertThat(Ledger.number("select count(*) from outbox")).isZero());
        notes.forEach(note -> {
            assertThat(kafka.differentOn("credit-note-posted", KafkaProbe.keyed(note)))
                    .hasSize(1);
            assertThat(kafka.on("credit-note-posting-refused", note)).isEmpty();
        });
    }

    /** What the scheduler does, on one more replica. */
    private void post() {
        try {
            VertxContextSupport.subscribeAndAwait(dueCreditNotes::post);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private Refund full(UUID invoice) {
        return Refund.of(invoice, company).method("full").with("date", tomorrow.toString());
    }

    private UUID dated(UUID invoice, String method) {
        return Refund.of(invoice, company)
                .method(method)
                .with("date", tomorrow.toString())
                .send()
                .draftId();
    }

    /** Another credit note takes one unit of the first line. */
    private void creditOne(UUID invoice) {
        confirm(Refund.of(invoice, company)
                        .method("partial")
                        .line(lineIds(invoice).get(0), "1", null)
                        .send()
                        .draftId())
                .statusCode(200);
    }

    private static List<Map<String, UUID>> allLeft(UUID invoice) {
        return lineIds(invoice).stream()
                .map(line -> Map.of("invoiceLineId", line))
                .toList();
    }

    private static UUID id(Message drafted) {
        return UUID.fromString(drafted.text("/creditNoteId"));
    }

    private static List<String> drafts(UUID customer) {
        return Rest.as(ACCOUNTANT)
                .queryParam("customerId", customer)
                .queryParam("state", "draft")
                .get("/invoices")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private static ValidatableResponse patch(UUID note, Object patch) {
        return Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .header(
                        "If-Match",
                        Rest.as(ACCOUNTANT).get("/credit-notes/{id}", note).header("ETag"))
                .body(patch)
                .patch("/credit-notes/{id}", note)
                .then();
    }
}
