package io.aftersales.accounting.ledger;

import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.accounting.books.Ledger;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.accounting.books.Books.ACCOUNTANT;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.lineIds;
import static io.aftersales.accounting.books.Books.pay;
import static io.aftersales.accounting.books.Books.posted;
import static io.aftersales.accounting.books.Books.tax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
class LedgerIT {

    private static final String CHECK_VIOLATION = "23514";
    private static final String RESTRICT_VIOLATION = "23001";
    private static final String UNIQUE_VIOLATION = "23505";

    @Test
    void everyPostingIsABalancedEntry() {
        UUID company = customer();
        UUID invoice = posted(company, line("2", "100.00", tax("15")), line("3", "10.50", tax("15")));
        String payment = pay(invoice, "66.23").statusCode(201).extract().path("id");
        String note = Refund.of(invoice, company).method("full").send().posted().text("/creditNoteId");

        assertThat(itemsOf(invoice.toString())).containsExactly("income -231.50", "receivable +266.23", "tax -34.73");
        assertThat(itemsOf(payment)).containsExactly("bank +66.23", "receivable -66.23");
        assertThat(itemsOf(note)).containsExactly("income +231.50", "receivable -266.23", "tax +34.73");
        assertThat(Ledger.unbalancedEntries()).isZero();
        assertThat(Ledger.balance()).isZero();
        assertThat(Ledger.receivableLessResiduals()).isZero();
    }

    @Test
    void theTrialBalanceAddsUpEveryAccount() {
        JsonPath before = trialBalance();
        UUID company = customer();
        UUID invoice = posted(company, line("1", "100.00", tax("15")));
        pay(invoice, "15").statusCode(201);

        JsonPath after = trialBalance();

        assertThat(difference(before, after, "receivable")).isEqualByComparingTo("100.00");
        assertThat(difference(before, after, "income")).isEqualByComparingTo("-100.00");
        assertThat(difference(before, after, "tax")).isEqualByComparingTo("-15.00");
        assertThat(difference(before, after, "bank")).isEqualByComparingTo("15.00");
        assertThat(after.getString("debit.amount")).isEqualTo(after.getString("credit.amount"));
        assertThat(after.getString("currency")).isEqualTo("EUR");
    }

    @Test
    void entriesAreFoundByNumberAndReadOneByOne() {
        UUID invoice = posted(customer(), line("1", "10"));
        String number = Rest.as(ACCOUNTANT).get("/invoices/{id}", invoice).path("number");

        String entry = Rest.as(ACCOUNTANT)
                .queryParam("reference", number)
                .get("/journal-entries")
                .then()
                .statusCode(200)
                .body("items.documentId", equalTo(List.of(invoice.toString())))
                .extract()
                .path("items[0].id");

        Rest.as(ACCOUNTANT)
                .get("/journal-entries/{id}", entry)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("kind", equalTo("invoice"))
                .body("items.size()", equalTo(2));
        Rest.as(ACCOUNTANT)
                .get("/journal-entries/{id}", UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    @Test
    void theDatabaseRefusesAnEntryThatDoesNotBalance() {
        UUID customer = posted(customer(), line("1", "10"));
        String entry = UUID.randomUUID().toString();

        assertThat(Ledger.refusalOf(
                        """
                        insert into journal_entry (id, kind, document_id, customer_id, reference, date, currency, posted_at)
                        select '%s', 'PAYMENT', '%s', customer_id, 'X', date, currency, now() from invoice where id = '%s'""".formatted(entry, UUID.randomUUID(), customer), """
                        insert into journal_item (id, entry_id, position, account, debit, credit)
                        values ('%s', '%s', 1, 'BANK', 1, 0)""".formatted(UUID.randomUUID(), entry)))
                .isEqualTo(CHECK_VIOLATION);
    }

    @Test
    void theDatabaseRefusesToChangeWhatIsPosted() {
        UUID company = customer();
        UUID invoice = posted(company, line("1", "10"));
        UUID lineId = lineIds(invoice).get(0);
        String note = Refund.of(invoice, company).method("full").send().posted().text("/creditNoteId");

        assertThat(List.of(
                        "update invoice set net = 9, total = 9 where id = '%s'".formatted(invoice),
                        "update invoice set number = 'INV/2026/99999' where id = '%s'".formatted(invoice),
                        "update invoice set customer_vat_id = 'X' where id = '%s'".formatted(invoice),
                        "update invoice set state = 'CANCELLED', cancelled_at = now() where id = '%s'"
                                .formatted(invoice),
                        "delete from invoice where id = '%s'".formatted(invoice),
                        "update invoice_line set description = 'X' where id = '%s'".formatted(lineId),
                        "delete from invoice_line where id = '%s'".formatted(lineId),
                        """
                        insert into invoice_line select gen_random_uuid(), invoice_id, 2, product_id, description, quantity,
                        unit_price, discount, tax_ids, tax_rate, net, tax, 0, 0, 0, false
                        from invoice_line where id = '%s'""".formatted(lineId),
                        "update credit_note set reason = 'X' where id = '%s'".formatted(note),
                        "update credit_note_line set net = 9 where credit_note_id = '%s'".formatted(note),
                        "delete from credit_note_line where credit_note_id = '%s'".formatted(note),
                        "delete from credit_note where id = '%s'".formatted(note),
                        "update settlement set amount = 1 where invoice_id = '%s'".formatted(invoice),
                        "delete from journal_item where entry_id in (select id from journal_entry where document_id = '%s')"
                                .formatted(invoice),
                        "update journal_entry set date = '2020-01-01' where document_id = '%s'".formatted(invoice)))
                .allSatisfy(change -> assertThat(Ledger.refusalOf(change)).isEqualTo(RESTRICT_VIOLATION));
    }

    @Test
    void theDatabaseRefusesMoreCreditThanTheInvoice() {
        UUID invoice = posted(customer(), line("2", "10"));
        UUID lineId = lineIds(invoice).get(0);

        assertThat(List.of(
                        "update invoice_line set credited_net = 20.01 where id = '%s'".formatted(lineId),
                        "update invoice_line set credited_quantity = 3 where id = '%s'".formatted(lineId),
                        "update invoice_line set credited_quantity = 2 where id = '%s'".formatted(lineId),
                        "update invoice set credited_total = 20.01 where id = '%s'".formatted(invoice),
                        "update invoice set residual = 19 where id = '%s'".formatted(invoice),
                        "update invoice set payment_state = 'PAID' where id = '%s'".formatted(invoice)))
                .allSatisfy(change -> assertThat(Ledger.refusalOf(change)).isEqualTo(CHECK_VIOLATION));
    }

    @Test
    void theDatabaseRefusesANumberTwice() {
        UUID first = posted(customer(), line("1", "10"));

        assertThat(Ledger.refusalOf("""
                        insert into invoice select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid()))).*
                        from invoice i where id = '%s'""".formatted(first))).isEqualTo(UNIQUE_VIOLATION);
    }

    private static List<String> itemsOf(String document) {
        List<Map<String, Object>> items = Rest.as(ACCOUNTANT)
                .queryParam("documentId", document)
                .get("/journal-entries")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].items");
        return items.stream().map(LedgerIT::signed).sorted().toList();
    }

    private static String signed(Map<String, Object> item) {
        return item.get("account")
                + (item.containsKey("debit") ? " +" + amount(item, "debit") : " -" + amount(item, "credit"));
    }

    private static Object amount(Map<String, Object> item, String side) {
        return ((Map<?, ?>) item.get(side)).get("amount");
    }

    private static JsonPath trialBalance() {
        return Rest.as(ACCOUNTANT)
                .get("/trial-balance")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static BigDecimal difference(JsonPath before, JsonPath after, String account) {
        String path = "accounts.find { it.account == '" + account + "' }.balance.amount";
        return new BigDecimal(after.getString(path)).subtract(new BigDecimal(before.getString(path)));
    }
}
