package io.aftersales.systemtests.ledger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.Map.entry;

/** Every rule of accounting's books is shown to fail. */
class LedgerRulesIT {

    /** What breaks a rule, by what the rule says. Several statements are separated by semicolons. */
    private static final Map<String, String> BREACHES = Map.ofEntries(
            entry(
                    "An invoice is worth what its lines are",
                    "update invoice_line set net = net + 1 where invoice_id = u(10)"),
            entry(
                    "A credit note is worth what its lines are",
                    "update credit_note set total = total + 1, net = net + 1 where id = u(40)"),
            entry(
                    "Posted credit notes are never more than their invoice",
                    "update invoice set credited_total = credited_total - 1 where id = u(10)"),
            entry(
                    "Posted credit notes never take more of a line than there is",
                    "update credit_note_line set net = 201 where credit_note_id = u(40)"),
            entry(
                    "Numbers count from 1 without gaps, and the counter stands at the last",
                    "update invoice set number = 'INV/2026/00009' where id = u(12)"),
            entry(
                    "Every counter has handed out its numbers",
                    "insert into number_counter (name, value) values ('RINV/1999', 1)"),
            entry(
                    "A number carries the year of the accounting date",
                    "update invoice set date = '2025-12-31' where id = u(10)"),
            entry(
                    "Every posted document has one journal entry, and every entry a posted document",
                    "delete from payout where id = u(50)"),
            entry(
                    "Every journal entry balances",
                    "update journal_item set debit = debit + 1 where entry_id = u(60) and debit > 0"),
            entry(
                    "The ledger sums to zero",
                    "update journal_item set credit = credit + 1 where entry_id = u(60) and credit > 0"),
            entry(
                    "The journal says of each document what the document says",
                    "update payout set amount = amount + 1 where id = u(50)"),
            entry(
                    "A receivable is a certain customer's, and nothing else is",
                    "update journal_item set customer_id = null where entry_id = u(60)"),
            entry(
                    "A credit of one customer that settles the invoice of another moves the receivable between them",
                    "update journal_item set customer_id = u(2) where entry_id = u(63)"),
            entry(
                    "What a customer owes is the sum of the residuals",
                    "update journal_item set customer_id = u(2) where entry_id = u(60) and customer_id is not null"),
            entry("What is open of an invoice is what settlements left", "delete from settlement where id = u(30)"),
            entry(
                    "What is left of a credit note is what neither settlements nor payouts took",
                    "update credit_note set residual = residual + 1 where id = u(40)"),
            entry(
                    "What is left of a payment is what neither settlements nor payouts took",
                    "update payment set residual = residual + 1 where id = u(22)"),
            entry(
                    "What has a residual is listed as an outstanding credit",
                    "update payment set residual = -5 where id = u(20)"),
            entry(
                    "Money is paid out of a posted credit note or a payment, in its currency and to its customer",
                    "update payout set customer_id = u(2) where id = u(50)"),
            entry(
                    "A draft that posts itself does not wait past its day",
                    "update credit_note set date = current_date - 2 where id = u(42)"),
            entry(
                    "Only a draft posts itself or awaits an accountant",
                    "update credit_note set awaits_accountant = true where id = u(40)"),
            entry(
                    "A partial credit releases no payments and makes no new invoice",
                    "update credit_note set method = 'PARTIAL' where id = u(41)"),
            entry(
                    "A payment state says who settled the invoice",
                    "update invoice set payment_state = 'REVERSED' where id = u(11)"),
            entry(
                    "A new draft invoice comes from one credit note, and corrects what that one credited",
                    "update invoice set duplicate_of = u(10) where id = u(13)"),
            entry("The outbox is empty", """
                    insert into outbox (id, aggregatetype, aggregateid, type, subject, payload)
                    values (u(99), 'invoice-posted', 'x', 'x', 'x', '{}')"""),
            entry("There is no dead letter", """
                    insert into dead_letter (id, direction, topic, headers, reason, detail)
                    values (u(99), 'outbound', 'invoice-posted', '{}', 'x', 'x')"""));

    private static Trial trial;

    @BeforeAll
    static void accountingsTablesWithBooksAndWithoutConstraints() throws SQLException, IOException {
        trial = Trial.of(AccountingRules.ALL, "accounting-service", Books.IN_ORDER);
    }

    @AfterAll
    static void stopTheServer() throws IOException, SQLException {
        trial.close();
    }

    @Test
    void nothingIsFoundInBooksThatAreInOrder() throws SQLException {
        trial.nothingIsFoundInBooksThatAreInOrder();
    }

    @TestFactory
    Stream<DynamicTest> everyRuleFindsWhatContradictsIt() {
        return trial.everyRuleFindsWhatContradictsIt(BREACHES);
    }
}
