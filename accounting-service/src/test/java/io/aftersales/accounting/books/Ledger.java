package io.aftersales.accounting.books;

import io.aftersales.testkit.Infrastructure;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The books as SQL sees them, by queries that share nothing with the service. */
public final class Ledger {

    private Ledger() {}

    /** Debits less credits of everything: nothing, at any moment. */
    public static BigDecimal balance() {
        return number("select coalesce(sum(debit) - sum(credit), 0) from journal_item");
    }

    /** Entries that do not balance in themselves. */
    public static BigDecimal unbalancedEntries() {
        return number(
                "select count(*) from (select entry_id from journal_item group by entry_id having sum(debit) <> sum(credit)) x");
    }

    /** The receivable account less what the documents say is owed: nothing. */
    public static BigDecimal receivableLessResiduals() {
        return number("""
                select (select coalesce(sum(debit) - sum(credit), 0) from journal_item where account = 'RECEIVABLE')
                    - (select coalesce(sum(residual), 0) from invoice)
                    + (select coalesce(sum(residual), 0) from credit_note)
                    + (select coalesce(sum(residual), 0) from payment)""");
    }

    /** Customers who owe something else by the receivable account than by the residuals of their documents. */
    public static BigDecimal customersAgainstResiduals() {
        return number("""
                with ledger as (
                    select customer_id, sum(debit - credit) as owed from journal_item where account = 'RECEIVABLE' group by 1),
                residuals as (
                    select customer_id, sum(residual) as owed from (
                        select customer_id, residual from invoice where state = 'POSTED'
                        union all select customer_id, -residual from credit_note
                        union all select customer_id, -residual from payment) r group by 1)
                select count(*) from ledger full join residuals using (customer_id)
                where coalesce(ledger.owed, 0) <> coalesce(residuals.owed, 0)""");
    }

    /** Credit notes and payments whose residual is not what settlements and payouts left. */
    public static BigDecimal creditsAgainstTheirUse() {
        return number("""
                select count(*) from (
                    select id, total as amount, residual from credit_note where state = 'POSTED'
                    union all select id, amount, residual from payment) c
                where residual <> amount
                    - (select coalesce(sum(amount), 0) from settlement where coalesce(payment_id, credit_note_id) = c.id)
                    - (select coalesce(sum(amount), 0) from payout where coalesce(payment_id, credit_note_id) = c.id)""");
    }

    /** Invoices whose settled amounts are not those of their settlements. */
    public static BigDecimal invoicesAgainstSettlements() {
        return number("""
                select count(*) from invoice i left join (
                    select invoice_id,
                        coalesce(sum(amount) filter (where payment_id is not null), 0) as paid,
                        coalesce(sum(amount) filter (where credit_note_id is not null), 0) as credited
                    from settlement group by invoice_id) s on s.invoice_id = i.id
                where i.settled_by_payments <> coalesce(s.paid, 0)
                    or i.settled_by_credits <> coalesce(s.credited, 0)""");
    }

    /** Invoice lines whose credited amounts are not those of posted credit notes. */
    public static BigDecimal linesAgainstCreditNotes() {
        return number("""
                select count(*) from invoice_line l left join (
                    select c.invoice_line_id, sum(c.net) as net, sum(c.tax) as tax
                    from credit_note_line c join credit_note n on n.id = c.credit_note_id and n.state = 'POSTED'
                    group by c.invoice_line_id) c on c.invoice_line_id = l.id
                where l.credited_net <> coalesce(c.net, 0) or l.credited_tax <> coalesce(c.tax, 0)""");
    }

    public static BigDecimal number(String query) {
        try (Connection connection = Infrastructure.running().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBigDecimal(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The SQL state that a statement is refused with; null if it is not. */
    public static String refusalOf(String... statements) {
        try (Connection connection = Infrastructure.running().connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                connection.commit();
                return null;
            } catch (SQLException refused) {
                connection.rollback();
                return refused.getSQLState();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
