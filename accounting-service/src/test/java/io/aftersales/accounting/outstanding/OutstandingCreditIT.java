package io.aftersales.accounting.outstanding;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import static io.aftersales.accounting.books.Books.ACCOUNTANT;
import static io.aftersales.accounting.books.Books.allocate;
import static io.aftersales.accounting.books.Books.contactOf;
import static io.aftersales.accounting.books.Books.creditNote;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.draft;
import static io.aftersales.accounting.books.Books.drafted;
import static io.aftersales.accounting.books.Books.euros;
import static io.aftersales.accounting.books.Books.invoice;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.outstandingCredit;
import static io.aftersales.accounting.books.Books.pay;
import static io.aftersales.accounting.books.Books.payOut;
import static io.aftersales.accounting.books.Books.posted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class OutstandingCreditIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    private UUID company;

    @BeforeEach
    void aCompany() {
        company = customer();
    }

    @AfterEach
    void theBooksAgree() {
        assertThat(Ledger.balance()).isZero();
        assertThat(Ledger.receivableLessResiduals()).isZero();
        assertThat(Ledger.customersAgainstResiduals()).isZero();
        assertThat(Ledger.invoicesAgainstSettlements()).isZero();
        assertThat(Ledger.creditsAgainstTheirUse()).isZero();
    }

    @Test
    void whatACreditNoteAndAReleasedPaymentLeftIsListedForTheWholeCompany() {
        UUID contact = contactOf(company);
        UUID note = outstandingCredit(contact, company, "70");
        String payment = releasedPayment(company, "30");
        UUID stranger = customer();
        outstandingCredit(stranger, stranger, "10");

        JsonPath listed = listed(contact);

        assertThat(listed.getList("items.id")).containsExactly(payment, note.toString());
        assertThat(listed.getList("items.kind")).containsExactly("payment", "credit-note");
        assertThat(listed.getList("items.residual.amount")).containsExactly("30.00", "70.00");
        assertThat(listed.getList("items.companyId")).containsOnly(company.toString());
        assertThat(listed.getString("items[1].reference"))
                .isEqualTo(creditNote(note).getString("number"));
        assertThat(listed.getString("items[1].invoiceNumber"))
                .isEqualTo(creditNote(note).getString("invoiceNumber"));
        assertThat(listed(company).getList("items.id")).isEqualTo(listed.getList("items.id"));
    }

    @Test
    void theListGoesOnPageByPage() {
        List<String> credits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            credits.add(outstandingCredit(company, company, "10").toString());
        }
        Collections.reverse(credits);

        JsonPath first = page(2, null);
        JsonPath second = page(2, first.getString("next"));

        assertThat(first.getList("items.id")).isEqualTo(credits.subList(0, 2));
        assertThat(second.getList("items.id")).isEqualTo(credits.subList(2, 3));
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void aCreditNoteSetAgainstAnotherInvoiceReversesIt() {
        UUID note = outstandingCredit(company, company, "100");
        UUID other = posted(company, line("1", "60"));

        allocate(note, other, null)
                .statusCode(201)
                .body("amount.amount", equalTo("60.00"))
                .body("residual.amount", equalTo("40.00"))
                .body("invoiceResidual.amount", equalTo("0.00"))
                .body("invoicePaymentState", equalTo("reversed"))
                .body("created.sub", equalTo("accountant-user"));

        assertThat(invoice(other).getString("paymentState")).isEqualTo("reversed");
        assertThat(creditNote(note).getString("residual.amount")).isEqualTo("40.00");
        assertThat(kafka.await("invoice-payment-state-changed", other).text("/paymentState"))
                .isEqualTo("reversed");
        Message told = kafka.await("credit-note-residual-changed", note);
        assertThat(told.text("/residual/amount")).isEqualTo("40.00");
        assertThat(told.text("/changedBy/sub")).isEqualTo("accountant-user");
        assertThat(told.sequence()).isEqualTo(3);
    }

    @Test
    void aReleasedPaymentSetAgainstAnotherInvoicePaysIt() {
        String payment = releasedPayment(company, "100");
        UUID other = posted(company, line("1", "120"));

        allocate(payment, other, "100").statusCode(201).body("invoicePaymentState", equalTo("partial"));
        pay(other, "20").statusCode(201);

        assertThat(invoice(other).getString("paymentState")).isEqualTo("paid");
        assertThat(listed(company).getList("items")).isEmpty();
    }

    @Test
    void aCreditOfOneCustomerThatSettlesTheInvoiceOfAnotherMovesTheReceivable() {
        UUID contact = contactOf(company);
        UUID note = outstandingCredit(contact, company, "50");
        UUID other = posted(company, line("1", "50"));

        String allocation =
                allocate(note, other, "50").statusCode(201).extract().path("id");

        JsonPath entry = Rest.as(ACCOUNTANT)
                .queryParam("documentId", allocation)
                .get("/journal-entries")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(entry.getString("items[0].kind")).isEqualTo("allocation");
        assertThat(entry.getString("items[0].reference"))
                .isEqualTo(invoice(other).getString("number"));
        assertThat(entry.getList("items[0].items.account")).containsExactly("receivable", "receivable");
        assertThat(entry.getList("items[0].items.customerId")).containsExactly(contact.toString(), company.toString());
        assertThat(entry.getString("items[0].items[0].debit.amount")).isEqualTo("50.00");
        assertThat(entry.getString("items[0].items[1].credit.amount")).isEqualTo("50.00");
    }

    @Test
    void aFullRefundOfAnInvoiceReleasesThePaymentThatWasSetAgainstItOnceMore() {
        UUID contact = contactOf(company);
        String payment = releasedPayment(contact, "30");
        UUID other = posted(company, line("1", "100"));
        allocate(payment, other, null).statusCode(201);
        assertThat(listed(company).getList("items")).isEmpty();

        Message refund = Refund.of(other, company).method("full").send().posted();

        assertThat(refund.text("/releasedPayments/amount")).isEqualTo("30.00");
        assertThat(listed(company).getList("items.id")).containsExactly(payment);
        assertThat(listed(company).getString("items[0].residual.amount")).isEqualTo("30.00");
    }

    @Test
    void aPayoutTakesMoneyFromTheBankAndLeavesTheRestOutstanding() {
        UUID note = outstandingCredit(company, company, "100");

        JsonPath payout = Rest.as(ACCOUNTANT)
                .body(Map.of("amount", euros("30"), "date", "2026-11-20", "reference", "Refund 4711"))
                .post("/outstanding-credits/{id}/payout", note)
                .then()
                .statusCode(201)
                .body("residual.amount", equalTo("70.00"))
                .body("reference", equalTo("Refund 4711"))
                .body("created.sub", equalTo("accountant-user"))
                .extract()
                .jsonPath();
        payOut(note, "70").statusCode(201);

        Rest.as(ACCOUNTANT)
                .queryParam("documentId", payout.getString("id"))
                .get("/journal-entries")
                .then()
                .body("items[0].kind", equalTo("payout"))
                .body("items[0].date", equalTo("2026-11-20"))
                .body("items[0].reference", equalTo(creditNote(note).getString("number")))
                .body("items[0].items.account", equalTo(List.of("receivable", "bank")))
                .body("items[0].items[0].debit.amount", equalTo("30.00"))
                .body("items[0].items[1].credit.amount", equalTo("30.00"));
        assertThat(listed(company).getList("items")).isEmpty();
        assertThat(kafka.awaitAtLeast(2, "credit-note-residual-changed", KafkaProbe.keyed(note)))
                .extracting(told -> told.text("/residual/amount"))
                .containsExactly("70.00", "0.00");
    }

    @Test
    void refusesMoreThanIsLeftAndWhatIsNoAmount() {
        UUID note = outstandingCredit(company, company, "100");
        UUID small = posted(company, line("1", "10"));

        payOut(note, "100.01").statusCode(422).body("code", equalTo("exceeds-outstanding-credit"));
        payOut(note, "0").statusCode(422).body("violations.field", hasItem("amount"));
        payOut(note, "-1").statusCode(422).body("violations.field", hasItem("amount"));
        payOut(note, "0.001").statusCode(422).body("violations.field", hasItem("amount"));
        payOut(note, "1E+30").statusCode(422).body("violations.field", hasItem("amount"));
        payOut(note, "much").statusCode(400).body("code", equalTo("malformed-request"));
        payOut(UUID.randomUUID(), "1").statusCode(404).body("code", equalTo("not-found"));
        Rest.as(ACCOUNTANT)
                .body(Map.of("amount", Map.of("amount", "1", "currency", "USD")))
                .post("/outstanding-credits/{id}/payout", note)
                .then()
                .statusCode(422)
                .body("code", equalTo("currency-mismatch"));
        allocate(note, small, "10.01").statusCode(422).body("code", equalTo("allocation-exceeds-residual"));
        allocate(note, posted(company, line("1", "200")), "100.01")
                .statusCode(422)
                .body("code", equalTo("exceeds-outstanding-credit"));

        payOut(note, "100").statusCode(201);
        payOut(note, "0.01").statusCode(422).body("code", equalTo("exceeds-outstanding-credit"));
        allocate(note, small, null).statusCode(422).body("code", equalTo("exceeds-outstanding-credit"));
        assertThat(invoice(small).getString("residual.amount")).isEqualTo("10.00");
    }

    @Test
    void refusesInvoicesOfAnotherCompanyDraftsAndUnknownOnes() {
        UUID note = outstandingCredit(company, company, "100");
        UUID foreign = posted(customer(), line("1", "10"));
        UUID draft = drafted(draft(company, line("1", "10")));
        UUID paid = posted(company, line("1", "10"));
        pay(paid, "10").statusCode(201);
        UUID draftNote = Refund.of(posted(company, line("1", "10")), company)
                .method("partial")
                .send()
                .draftId();

        allocate(note, foreign, "1").statusCode(422).body("code", equalTo("foreign-invoice"));
        allocate(note, draft, "1").statusCode(409).body("code", equalTo("invoice-not-posted"));
        allocate(note, UUID.randomUUID(), "1").statusCode(422).body("code", equalTo("unknown-invoice"));
        allocate(note, paid, null).statusCode(422).body("code", equalTo("allocation-exceeds-residual"));
        allocate(draftNote, foreign, null).statusCode(404);
        Rest.as(ACCOUNTANT)
                .body(Map.of("amount", euros("1")))
                .post("/outstanding-credits/{id}/allocate", note)
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("invoiceId"));

        assertThat(creditNote(note).getString("residual.amount")).isEqualTo("100.00");
        assertThat(invoice(foreign).getString("residual.amount")).isEqualTo("10.00");
    }

    @Test
    void oneKeyPaysOutOnce() {
        UUID note = outstandingCredit(company, company, "100");
        String key = Rest.newKey();

        List<String> payouts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            payouts.add(Rest.as(ACCOUNTANT)
                    .header("Idempotency-Key", key)
                    .body(Map.of("amount", euros("60")))
                    .post("/outstanding-credits/{id}/payout", note)
                    .then()
                    .statusCode(201)
                    .extract()
                    .asString());
        }

        assertThat(payouts.get(1)).isEqualTo(payouts.get(0));
        assertThat(creditNote(note).getString("residual.amount")).isEqualTo("40.00");
    }

    @Test
    void manyAllocationsAndPayoutsAtOnceNeverUseMoreThanIsLeft() {
        UUID contact = contactOf(company);
        UUID note = outstandingCredit(contact, company, "100");
        String payment = releasedPayment(company, "100");
        List<UUID> invoices = new ArrayList<>();
        List<Supplier<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            UUID invoice = posted(i % 2 == 0 ? company : contact, line("1", "20"));
            invoices.add(invoice);
            for (Object credit : List.of(note, payment)) {
                calls.add(() -> allocate(credit, invoice, "15").extract().statusCode());
                calls.add(() -> payOut(credit, "15").extract().statusCode());
            }
        }
        Collections.shuffle(calls);

        List<Integer> statuses = atOnce(calls);

        assertThat(statuses).containsOnly(201, 422);
        // 6 × 15 of 100 fit into each credit, whoever uses it up.
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(12);
        assertThat(creditNote(note).getString("residual.amount")).isEqualTo("10.00");
        assertThat(listed(company).getList("items.residual.amount")).containsExactly("10.00", "10.00");
        BigDecimal used = Ledger.number(
                        "select sum(amount) from payout where coalesce(payment_id, credit_note_id) in ('%s', '%s')"
                                .formatted(note, payment))
                .add(invoices.stream()
                        .map(invoice -> new BigDecimal(invoice(invoice).getString("residual.amount")))
                        .map(new BigDecimal(20)::subtract)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(used).isEqualByComparingTo("180");
    }

    @Test
    void allocationsThatMeetFullRefundsOfTheirInvoicesAgreeInTheEnd() {
        UUID contact = contactOf(company);
        String payment = releasedPayment(contact, "200");
        List<Refund> refunds = new ArrayList<>();
        List<Supplier<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            UUID invoice = posted(company, line("1", "20"));
            allocate(payment, invoice, "5").statusCode(201);
            Refund refund = Refund.of(invoice, company).method("full");
            refunds.add(refund);
            calls.add(() -> {
                refund.send();
                return 202;
            });
            calls.add(() -> allocate(payment, invoice, "5").extract().statusCode());
            calls.add(() -> payOut(payment, "1").extract().statusCode());
        }
        Collections.shuffle(calls);

        List<Integer> statuses = atOnce(calls);

        // An invoice that is credited before takes nothing any more.
        assertThat(statuses).isSubsetOf(201, 202, 422);
        refunds.forEach(refund -> assertThat(refund.posted().text("/state")).isEqualTo("posted"));
        // All that was set against the invoices came back; ten payouts did not.
        assertThat(listed(company).getString("items.find { it.id == '" + payment + "' }.residual.amount"))
                .isEqualTo("190.00");
    }

    /** A payment that a full refund of its invoice released. */
    private String releasedPayment(UUID customer, String amount) {
        UUID invoice = posted(customer, line("1", "1000"));
        String payment = pay(invoice, amount).statusCode(201).extract().path("id");
        Refund.of(invoice, company).method("full").send().posted();
        return payment;
    }

    private static JsonPath listed(UUID customer) {
        return Rest.as(ACCOUNTANT)
                .queryParam("customerId", customer)
                .get("/outstanding-credits")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath page(int limit, String cursor) {
        var request = Rest.as(ACCOUNTANT).queryParam("customerId", company).queryParam("limit", limit);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        return request.get("/outstanding-credits")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<Integer> atOnce(List<Supplier<Integer>> calls) {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Integer>> running = calls.stream()
                    .map(call -> CompletableFuture.supplyAsync(call, callers))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            callers.shutdown();
        }
    }
}
