package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.accounting.books.Ledger;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.accounting.books.Books.confirm;
import static io.aftersales.accounting.books.Books.contactOf;
import static io.aftersales.accounting.books.Books.creditNote;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.draft;
import static io.aftersales.accounting.books.Books.drafted;
import static io.aftersales.accounting.books.Books.invoice;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.lineIds;
import static io.aftersales.accounting.books.Books.pay;
import static io.aftersales.accounting.books.Books.posted;
import static io.aftersales.accounting.books.Books.tax;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RefundIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @AfterEach
    void theBooksAgree() {
        assertThat(Ledger.balance()).isZero();
        assertThat(Ledger.receivableLessResiduals()).isZero();
        assertThat(Ledger.invoicesAgainstSettlements()).isZero();
        assertThat(Ledger.linesAgainstCreditNotes()).isZero();
    }

    @Test
    void fullCreditsTheInvoiceToTheCentAndPostsAtOnce() {
        UUID company = customer();
        UUID vat = tax("15");
        UUID invoice = posted(company, line("2", "100.00", vat), line("3", "10.50", vat));

        LocalDate before = today();
        Message answer = Refund.of(invoice, company)
                .method("full")
                .with("reason", "damaged on arrival")
                .with("reasonCode", "damaged")
                .send()
                .posted();

        assertThat(answer.text("/number")).matches("RINV/\\d{4}/\\d{5}");
        assertThat(answer.text("/total/amount")).isEqualTo("266.23");
        assertThat(answer.text("/residual/amount")).isEqualTo("0.00");
        assertThat(answer.text("/reference"))
                .isEqualTo("Reversal of: " + invoice(invoice).getString("number") + ", damaged on arrival");
        assertThat(LocalDate.parse(answer.text("/date"))).isBetween(before, today());
        assertThat(answer.text("/dueDate")).isEqualTo(answer.text("/date"));
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
        assertThat(invoice(invoice).getString("residual.amount")).isEqualTo("0.00");
        Message settled = kafka.await("invoice-payment-state-changed", invoice);
        assertThat(settled.text("/paymentState")).isEqualTo("reversed");
    }

    @Test
    void aReferenceWithoutReasonHasNoComma() {
        UUID company = customer();
        UUID invoice = posted(company, line("1", "10"));

        Message answer = Refund.of(invoice, company).method("full").send().posted();

        assertThat(answer.text("/reference"))
                .isEqualTo("Reversal of: " + invoice(invoice).getString("number"));
    }

    @Test
    void fullAndNewDraftMakesTheInvoiceAgainAsADraft() {
        UUID company = customer();
        UUID invoice = posted(company, line("2", "100.00", tax("15")).discounted("10"), line("1", "5"));

        Refund refund = Refund.of(invoice, company).method("full-and-new-draft").send();

        UUID copy = UUID.fromString(refund.posted().text("/newInvoice/invoiceId"));
        JsonPath original = invoice(invoice);
        JsonPath corrected = invoice(copy);
        assertThat(corrected.getString("state")).isEqualTo("draft");
        assertThat(corrected.getString("number")).isNull();
        assertThat(corrected.getString("date")).isNull();
        assertThat(corrected.getString("dueDate")).isNull();
        assertThat(corrected.getString("total.amount")).isEqualTo(original.getString("total.amount"));
        assertThat(corrected.getString("duplicateOf")).isEqualTo(invoice.toString());
        assertThat(corrected.getList("lines.taxIds")).isEqualTo(original.getList("lines.taxIds"));
        assertThat(original.getString("paymentState")).isEqualTo("reversed");
        assertThat(kafka.await("invoice-drafted", copy).text("/actionId"))
                .isEqualTo(refund.actionId().toString());
    }

    @Test
    void partialLeavesADraftAndTheInvoiceAsItWas() {
        UUID company = customer();
        UUID invoice = posted(company, line("2", "100.00"), line("3", "10.50"));

        Message answer = Refund.of(invoice, company).method("partial").send().drafted();

        assertThat(answer.text("/total/amount")).isEqualTo("231.50");
        assertThat(answer.text("/number")).isNull();
        assertThat(answer.text("/changedBy/sub")).isEqualTo("agent-user");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("not_paid");
        assertThat(invoice(invoice).getString("lines[0].creditable.quantity")).isEqualTo("2");
    }

    @Test
    void aPartialRefundOfChosenLinesDropsTheOthersAndLowersThem() {
        UUID company = customer();
        UUID invoice = posted(company, line("2", "100.00", tax("15")), line("3", "10.50"));
        UUID first = lineIds(invoice).get(0);

        UUID note = Refund.of(invoice, company)
                .method("partial")
                .line(first, "1", "50")
                .send()
                .draftId();

        JsonPath draft = creditNote(note);
        assertThat(draft.getList("lines.invoiceLineId")).containsExactly(first.toString());
        assertThat(draft.getString("net.amount")).isEqualTo("50.00");
        assertThat(draft.getString("tax.amount")).isEqualTo("7.50");
    }

    @Test
    void creditsOfFiveHundredTwiceReverseAThousand() {
        UUID company = customer();
        UUID invoice = posted(company, line("2", "500"));
        UUID lineId = lineIds(invoice).get(0);

        confirmedPart(invoice, company, lineId, "1");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("partial");
        confirmedPart(invoice, company, lineId, "1");

        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
    }

    @Test
    void aCreditAndAPaymentOfFiveHundredEachPayAThousand() {
        UUID company = customer();
        UUID invoice = posted(company, line("2", "500"));

        confirmedPart(invoice, company, lineIds(invoice).get(0), "1");
        pay(invoice, "400").statusCode(201);
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("partial");
        pay(invoice, "100").statusCode(201);

        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("paid");
    }

    @Test
    void threeSingleCreditsOfThreeAtFiveCentsEndAtSeventeenCents() {
        UUID company = customer();
        UUID invoice = posted(company, line("3", "0.05", tax("15")));
        UUID lineId = lineIds(invoice).get(0);

        List<String> credited = List.of(
                confirmedPart(invoice, company, lineId, "1"),
                confirmedPart(invoice, company, lineId, "1"),
                confirmedPart(invoice, company, lineId, "1"));

        assertThat(credited).containsExactly("0.06", "0.06", "0.05");
        assertThat(invoice(invoice).getString("total.amount")).isEqualTo("0.17");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
    }

    @Test
    void fullAfterAPartTakesTheRestAndReversesTheInvoice() {
        UUID company = customer();
        UUID invoice = posted(company, line("3", "0.05", tax("15")), line("2", "100", tax("7")));
        confirmedPart(invoice, company, lineIds(invoice).get(0), "1");

        Message rest = Refund.of(invoice, company).method("full").send().posted();

        assertThat(rest.text("/total/amount")).isEqualTo("214.11");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
    }

    @Test
    void fullOnAPartlyPaidInvoiceReleasesThePaymentAndSaysSo() {
        UUID company = customer();
        UUID invoice = posted(company, line("1", "1000"));
        pay(invoice, "100").statusCode(201);
        pay(invoice, "300").statusCode(201);

        Message answer = Refund.of(invoice, company).method("full").send().posted();

        assertThat(answer.text("/total/amount")).isEqualTo("1000.00");
        assertThat(answer.text("/releasedPayments/amount")).isEqualTo("400.00");
        assertThat(answer.text("/residual/amount")).isEqualTo("0.00");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
        JsonPath note = creditNote(UUID.fromString(answer.text("/creditNoteId")));
        assertThat(note.getString("warnings[0].code")).isEqualTo("payments-released");
        List<String> outstanding = Rest.as("accountant")
                .get("/invoices/{id}/payments", invoice)
                .then()
                .extract()
                .path("items.residual.amount");
        assertThat(outstanding).containsExactly("300.00", "100.00");
    }

    @Test
    void aPaidInvoiceTakesNoMethodAndItsDraftBecomesAnOutstandingCredit() {
        UUID company = customer();
        UUID invoice = posted(company, line("1", "1000"));
        pay(invoice, "1000").statusCode(201);

        assertThat(Refund.of(invoice, company).method("full").send().rejection())
                .isEqualTo("credit-method-unavailable");
        UUID note = Refund.of(invoice, company).send().draftId();
        confirm(note).statusCode(200);

        assertThat(creditNote(note).getString("residual.amount")).isEqualTo("1000.00");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("paid");
        assertThat(Refund.of(invoice, company).send().rejection()).isEqualTo("nothing-left-to-credit");
    }

    @Test
    void aCreditAboveWhatIsOpenSettlesThatAndKeepsTheRestOutstanding() {
        UUID company = customer();
        UUID invoice = posted(company, line("1", "1000"));
        pay(invoice, "800").statusCode(201);
        UUID note = Refund.of(invoice, company)
                .method("partial")
                .line(lineIds(invoice).get(0), "1", "500")
                .send()
                .draftId();

        confirm(note).statusCode(200);

        assertThat(creditNote(note).getString("residual.amount")).isEqualTo("300.00");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("paid");
    }

    @Test
    void refusesWhatCannotBeRefunded() {
        UUID company = customer();
        UUID draft = drafted(draft(company, line("1", "10")));
        UUID cancelled = drafted(draft(company, line("1", "10")));
        Rest.as("accountant").post("/invoices/{id}/cancel", cancelled).then().statusCode(200);
        UUID open = posted(company, line("1", "10"));
        UUID lineId = lineIds(open).get(0);
        UUID otherLine = lineIds(posted(company, line("1", "10"))).get(0);

        assertThat(rejection(Refund.of(draft, company).method("full"))).isEqualTo("invoice-not-posted");
        assertThat(rejection(Refund.of(cancelled, company).method("full"))).isEqualTo("invoice-not-posted");
        assertThat(rejection(Refund.of(UUID.randomUUID(), company).method("full")))
                .isEqualTo("unknown-invoice");
        assertThat(rejection(Refund.of(open, customer()).method("full"))).isEqualTo("foreign-invoice");
        assertThat(rejection(Refund.of(open, company))).isEqualTo("credit-method-required");
        assertThat(rejection(Refund.of(open, company).method("full").with("reasonCode", "whim")))
                .isEqualTo("unknown-reason-code");
        assertThat(rejection(Refund.of(open, company).method("full").line(lineId, null, null)))
                .isEqualTo("lines-need-a-draft");
        assertThat(rejection(partial(open, company).line(lineId, "2", null))).isEqualTo("line-exceeds-invoice");
        assertThat(rejection(partial(open, company).line(lineId, "1", "10.01"))).isEqualTo("line-exceeds-invoice");
        assertThat(rejection(partial(open, company).line(lineId, "1", "-10"))).isEqualTo("line-exceeds-invoice");
        assertThat(rejection(partial(open, company).line(otherLine, "1", null))).isEqualTo("unknown-invoice-line");
        assertThat(rejection(partial(open, company).line(lineId, "1", null).line(lineId, "1", null)))
                .isEqualTo("duplicate-invoice-line");
        assertThat(rejection(partial(open, company).line(lineId, "0", null))).isEqualTo("invalid-request");
        assertThat(rejection(partial(open, company).line(lineId, "-1", null))).isEqualTo("invalid-request");
        assertThat(rejection(partial(open, company).with("lines", List.of()))).isEqualTo("lines-required");
        assertThat(rejection(partial(open, company).with("date", "0001-01-01"))).isEqualTo("invalid-request");

        assertThat(invoice(open).getString("paymentState")).isEqualTo("not_paid");
        assertThat(creditNotesOf(open)).isEmpty();
    }

    @Test
    void aContactMadeAMomentAgoIsNoStranger() {
        UUID company = customer();
        UUID contact = contactOf(company);
        UUID invoice = posted(contact, line("1", "10"));

        Message answer = Refund.of(invoice, company)
                .with("customerId", UUID.randomUUID())
                .method("full")
                .send()
                .posted();

        assertThat(answer.text("/companyId")).isEqualTo(company.toString());
        assertThat(answer.text("/customerId")).isEqualTo(contact.toString());
    }

    @Test
    void theSameCommandTwiceMakesOneCreditNote() {
        UUID company = customer();
        UUID invoice = posted(company, line("1", "10"));
        Refund refund = Refund.of(invoice, company).method("full");
        var command = refund.command();

        kafka.send(command);
        kafka.send(command);

        // Of one invoice commands are handled in their order: when this one is answered the repeat was seen.
        assertThat(rejection(Refund.of(invoice, company))).isEqualTo("nothing-left-to-credit");
        assertThat(creditNotesOf(invoice)).hasSize(1);
        assertThat(kafka.on("credit-note-posted", KafkaProbe.ofAction(refund.actionId())))
                .hasSize(1);
    }

    @Test
    void deductionsAreCreditedWithTheRestAndCannotBeLeftOutForMoreThanTheTotal() {
        UUID company = customer();
        UUID invoice = posted(company, line("1", "100"), line("1", "-10"));
        List<UUID> lines = lineIds(invoice);

        assertThat(rejection(partial(invoice, company).line(lines.get(0), "1", null)))
                .isEqualTo("credit-exceeds-invoice");
        assertThat(rejection(partial(invoice, company).line(lines.get(1), "1", null)))
                .isEqualTo("negative-total");
        Message answer = Refund.of(invoice, company).method("full").send().posted();

        assertThat(answer.text("/total/amount")).isEqualTo("90.00");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
    }

    private static Refund partial(UUID invoice, UUID company) {
        return Refund.of(invoice, company).method("partial");
    }

    private static String rejection(Refund refund) {
        return refund.send().rejection();
    }

    private static String confirmedPart(UUID invoice, UUID company, UUID lineId, String quantity) {
        UUID note =
                partial(invoice, company).line(lineId, quantity, null).send().draftId();
        return confirm(note).statusCode(200).extract().path("total.amount");
    }

    private static List<Map<String, Object>> creditNotesOf(UUID invoice) {
        return Rest.as("accountant")
                .queryParam("invoiceId", invoice)
                .get("/credit-notes")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Berlin"));
    }
}
