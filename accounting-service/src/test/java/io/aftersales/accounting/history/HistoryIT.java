package io.aftersales.accounting.history;

import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.accounting.books.Ledger;
import io.aftersales.accounting.books.MovableClock;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.accounting.books.Books.ACCOUNTANT;
import static io.aftersales.accounting.books.Books.allocate;
import static io.aftersales.accounting.books.Books.confirm;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.draft;
import static io.aftersales.accounting.books.Books.drafted;
import static io.aftersales.accounting.books.Books.invoice;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.lineIds;
import static io.aftersales.accounting.books.Books.outstandingCredit;
import static io.aftersales.accounting.books.Books.pay;
import static io.aftersales.accounting.books.Books.payOut;
import static io.aftersales.accounting.books.Books.post;
import static io.aftersales.accounting.books.Books.posted;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
class HistoryIT {

    private static final TestUser ASKER = TestUser.named("asker", "agent");

    private UUID company;

    @BeforeEach
    void aCompany() {
        company = customer();
    }

    @AfterEach
    void theClockIsRight() {
        MovableClock.reset();
    }

    @Test
    void anInvoiceTellsWhoCreatedEditedAndPostedItWithBeforeAndAfter() {
        UUID invoice = drafted(draft(company, line("1", "10")));
        edit(TestUser.inRole(ACCOUNTANT), "/invoices/{id}", invoice, Map.of("dueDate", "2031-01-31"));
        edit(TestUser.inRole(ACCOUNTANT), "/invoices/{id}", invoice, Map.of("dueDate", "2031-01-31"));
        edit(
                TestUser.inRole(ACCOUNTANT),
                "/invoices/{id}",
                invoice,
                Map.of("dueDate", "2031-02-28", "lines", List.of(line("2", "10"))));
        post(invoice).statusCode(200);

        JsonPath history = of("/invoices/{id}/history", invoice);

        assertThat(history.getList("items.action")).containsExactly("created", "edited", "edited", "posted");
        assertThat(history.getList("items.made.sub")).containsOnly("accountant-user");
        assertThat(history.getMap("items[1].before")).isEmpty();
        assertThat(history.getMap("items[1].after")).isEqualTo(Map.of("dueDate", "2031-01-31"));
        assertThat(history.getMap("items[2].before")).containsOnlyKeys("dueDate", "lines");
        assertThat(history.getString("items[2].before.dueDate")).isEqualTo("2031-01-31");
        assertThat(history.getInt("items[2].before.lines[0].quantity")).isEqualTo(1);
        assertThat(history.getInt("items[2].after.lines[0].quantity")).isEqualTo(2);
        assertThat(history.getString("items[3].before.state")).isEqualTo("draft");
        assertThat(history.getString("items[3].after.state")).isEqualTo("posted");
        assertThat(history.getString("items[3].after.number"))
                .isEqualTo(invoice(invoice).getString("number"));
    }

    @Test
    void anInvoiceTellsWhatSettledItAndWhatBecameOfReleasedPayments() {
        UUID invoice = posted(company, line("1", "1000"));
        String payment = pay(invoice, "400").statusCode(201).extract().path("id");
        Refund.of(invoice, company).method("full").send().posted();
        UUID other = posted(company, line("1", "100"));
        allocate(payment, other, "100").statusCode(201);
        payOut(payment, "250").statusCode(201);

        JsonPath history = of("/invoices/{id}/history", invoice);

        assertThat(history.getList("items.action"))
                .containsExactly("created", "posted", "paid", "payment-released", "credited", "allocated", "paid-out");
        assertThat(history.getList("items.after.paymentState").subList(2, 5))
                .containsExactly("partial", "not_paid", "reversed");
        assertThat(history.getString("items[3].before.residual.amount")).isEqualTo("600.00");
        assertThat(history.getString("items[3].after.residual.amount")).isEqualTo("1000.00");
        assertThat(history.getString("items[3].made.sub")).isEqualTo("agent-user");
        assertThat(history.getString("items[4].details.creditNoteNumber")).startsWith("RINV/");
        assertThat(history.getString("items[5].details.invoiceNumber"))
                .isEqualTo(invoice(other).getString("number"));
        assertThat(history.getString("items[5].before.residual.amount")).isEqualTo("400.00");
        assertThat(history.getString("items[5].after.residual.amount")).isEqualTo("300.00");
        assertThat(history.getString("items[6].after.residual.amount")).isEqualTo("50.00");
        assertThat(history.getString("items[6].details.amount.amount")).isEqualTo("250.00");
        assertThat(history.getString("items[6].details.paymentId")).isEqualTo(payment);
        assertThat(history.getString("items[6].made.sub")).isEqualTo("accountant-user");
        JsonPath others = of("/invoices/{id}/history", other);
        assertThat(others.getList("items.action")).containsExactly("created", "posted", "allocated");
        assertThat(others.getString("items[2].after.paymentState")).isEqualTo("paid");
    }

    @Test
    void aCreditNoteTellsWhoCreatedEditedAndConfirmedIt() {
        UUID invoice = posted(company, line("2", "100.00"));
        UUID note = Refund.of(invoice, company)
                .method("partial")
                .requestedBy("asker")
                .send()
                .draftId();
        edit(
                ASKER,
                "/credit-notes/{id}",
                note,
                Map.of(
                        "reason",
                        "scratched",
                        "lines",
                        List.of(Map.of("invoiceLineId", lineIds(invoice).get(0), "quantity", 1))));
        confirm(note).statusCode(200);

        JsonPath history = of("/credit-notes/{id}/history", note);

        assertThat(history.getList("items.action")).containsExactly("created", "edited", "confirmed", "credited");
        assertThat(history.getList("items.made.sub"))
                .containsExactly("asker", "asker", "accountant-user", "accountant-user");
        assertThat(history.getMap("items[1].after")).containsOnlyKeys("reason", "lines");
        assertThat(history.getMap("items[1].before")).containsOnlyKeys("lines");
        assertThat(history.getInt("items[1].before.lines[0].quantity")).isEqualTo(2);
        assertThat(history.getString("items[2].after.total.amount")).isEqualTo("100.00");
        assertThat(history.getString("items[3].after.residual.amount")).isEqualTo("0.00");
    }

    @Test
    void aCreditNoteTellsWhoSetItAgainstWhatAndWhoPaidItOut() {
        UUID note = outstandingCredit(company, company, "100");
        UUID other = posted(company, line("1", "30"));
        allocate(note, other, null).statusCode(201);
        payOut(note, "70").statusCode(201);

        JsonPath history = of("/credit-notes/{id}/history", note);

        assertThat(history.getList("items.action")).containsExactly("created", "confirmed", "allocated", "paid-out");
        assertThat(history.getString("items[2].before.residual.amount")).isEqualTo("100.00");
        assertThat(history.getString("items[2].after.residual.amount")).isEqualTo("70.00");
        assertThat(history.getString("items[3].before.residual.amount")).isEqualTo("70.00");
        assertThat(history.getString("items[3].after.residual.amount")).isEqualTo("0.00");
        assertThat(history.getString("items[3].made.sub")).isEqualTo("accountant-user");
    }

    @Test
    void aCreditNoteTellsThatItPostedItselfOrWhyNot() {
        LocalDate day = MovableClock.today().plusDays(3);
        UUID invoice = posted(company, line("2", "10"));
        UUID first = dated(invoice, day);
        UUID second = dated(invoice, day);

        MovableClock.moveTo(day);
        KafkaProbe.shared().await("credit-note-posted", first);
        KafkaProbe.shared().await("credit-note-posting-refused", second);

        JsonPath done = of("/credit-notes/{id}/history", first);
        assertThat(done.getList("items.action")).containsExactly("created", "confirmed", "credited");
        assertThat(done.getString("items[1].made.at")).isNotNull();
        assertThat(done.getString("items[1].made.sub")).isNull();
        JsonPath refused = of("/credit-notes/{id}/history", second);
        assertThat(refused.getList("items.action")).containsExactly("created", "posting-refused");
        assertThat(refused.getString("items[1].after.code")).isEqualTo("credit-exceeds-invoice");
    }

    @Test
    void whatAReplicaDidWhoseClockIsBehindStandsWhereItHappened() {
        UUID invoice = drafted(draft(company, line("1", "1000")));
        edit(TestUser.inRole(ACCOUNTANT), "/invoices/{id}", invoice, Map.of("dueDate", "2031-01-31"));
        edit(TestUser.inRole(ACCOUNTANT), "/invoices/{id}", invoice, Map.of("dueDate", "2031-02-28"));
        post(invoice).statusCode(200);
        pay(invoice, "400").statusCode(201);
        String payment = pay(invoice, "100").statusCode(201).extract().path("id");
        Refund.of(invoice, company).method("full").send().posted();
        payOut(payment, "60").statusCode(201);
        payOut(payment, "40").statusCode(201);
        String secondEdit = "document_id = '%s' and after ->> 'dueDate' = '2031-02-28'".formatted(invoice);
        rewrite(
                "update document_change set id = '00000000-0000-7000-8000-%s', made_at = made_at - interval '1 hour' where %s"
                        .formatted(invoice.toString().substring(24), secondEdit));
        rewrite("update settlement set settled_at = settled_at - interval '1 hour' where payment_id = '%s'"
                .formatted(payment));
        rewrite("update payout set created_at = created_at - interval '1 hour' where payment_id = '%s' and amount = 40"
                .formatted(payment));

        JsonPath history = of("/invoices/{id}/history", invoice);

        assertThat(history.getList("items.action"))
                .containsExactly(
                        "created",
                        "edited",
                        "edited",
                        "posted",
                        "paid",
                        "paid",
                        "payment-released",
                        "payment-released",
                        "credited",
                        "paid-out",
                        "paid-out");
        assertThat(history.getList("items.after.dueDate").subList(1, 3)).containsExactly("2031-01-31", "2031-02-28");
        assertThat(history.getString("items[4].after.residual.amount")).isEqualTo("600.00");
        assertThat(history.getString("items[5].after.residual.amount")).isEqualTo("500.00");
        assertThat(history.getString("items[9].after.residual.amount")).isEqualTo("40.00");
        assertThat(history.getString("items[10].after.residual.amount")).isEqualTo("0.00");
    }

    @Test
    void nobodyChangesWhatWasKept() {
        UUID invoice = drafted(draft(company, line("1", "10")));
        edit(TestUser.inRole(ACCOUNTANT), "/invoices/{id}", invoice, Map.of("dueDate", "2031-01-31"));

        assertThat(Ledger.refusalOf(
                        "update document_change set after = '{}' where document_id = '%s'".formatted(invoice)))
                .isEqualTo("23001");
        assertThat(Ledger.refusalOf("delete from document_change where document_id = '%s'".formatted(invoice)))
                .isEqualTo("23001");
        Rest.as(ACCOUNTANT)
                .get("/invoices/{id}/history", UUID.randomUUID())
                .then()
                .statusCode(404);
        Rest.as(ACCOUNTANT)
                .get("/credit-notes/{id}/history", UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    /** Past the triggers. */
    private static void rewrite(String update) {
        assertThat(Ledger.refusalOf("set local session_replication_role = replica", update))
                .isNull();
    }

    private UUID dated(UUID invoice, LocalDate day) {
        return Refund.of(invoice, company)
                .method("full")
                .with("date", day.toString())
                .send()
                .draftId();
    }

    private static JsonPath of(String path, UUID document) {
        return Rest.as("agent")
                .get(path, document)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void edit(TestUser user, String path, UUID id, Object patch) {
        Rest.as(user)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", Rest.as(ACCOUNTANT).get(path, id).header("ETag"))
                .body(patch)
                .patch(path, id)
                .then()
                .statusCode(200);
    }
}
