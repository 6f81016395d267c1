package io.aftersales.systemtests.ledger;

import java.util.List;

/** What must be true of accounting's tables, whatever happened before. Amounts are recomputed from the lowest rows up. */
final class AccountingRules {

    static final List<Rule> ALL = List.of(
            new Rule("An invoice is worth what its lines are", """
                    select concat_ws(' ', i.id, i.number) from invoice i left join invoice_line l on l.invoice_id = i.id
                    group by i.id
                    having (i.net, i.tax, i.total) is distinct from
                        (coalesce(sum(l.net), 0), coalesce(sum(l.tax), 0), coalesce(sum(l.net + l.tax), 0))"""),
            new Rule("A credit note is worth what its lines are", """
                    select concat_ws(' ', c.id, c.number) from credit_note c left join credit_note_line l on l.credit_note_id = c.id
                    group by c.id
                    having (c.net, c.tax, c.total) is distinct from
                        (coalesce(sum(l.net), 0), coalesce(sum(l.tax), 0), coalesce(sum(l.net + l.tax), 0))"""),
            new Rule("Posted credit notes are never more than their invoice", """
                    select concat_ws(' ', i.number, 'of', i.total, 'has credits of', sum(c.total), 'and says', i.credited_total)
                    from invoice i left join credit_note c on c.invoice_id = i.id and c.state = 'POSTED'
                    group by i.id
                    having coalesce(sum(c.total), 0) > i.total or coalesce(sum(c.total), 0) <> i.credited_total"""),
            new Rule("Posted credit notes never take more of a line than there is", """
                    select concat_ws(' ', 'line', l.id, 'of', l.quantity, l.net, l.tax, 'has credits of', sum(p.quantity), sum(p.net), sum(p.tax))
                    from invoice_line l left join (
                        select n.* from credit_note_line n join credit_note c on c.id = n.credit_note_id and c.state = 'POSTED') p
                        on p.invoice_line_id = l.id
                    group by l.id
                    having abs(coalesce(sum(p.net), 0)) > abs(l.net) or abs(coalesce(sum(p.tax), 0)) > abs(l.tax)
                        or coalesce(sum(p.quantity), 0) > l.quantity and not l.conceded
                        or coalesce(sum(p.net), 0) <> l.credited_net or coalesce(sum(p.tax), 0) <> l.credited_tax"""),
            new Rule("Numbers count from 1 without gaps, and the counter stands at the last", """
                    select concat_ws(' ', prefix, 'has', count(*), 'numbers up to', max(n), 'and its counter stands at', max(value))
                    from (select regexp_replace(number, '/[0-9]+$', '') prefix, substring(number from '[0-9]+$')::bigint n
                          from (select number from invoice union all select number from credit_note) all_numbers
                          where number is not null) numbers
                    left join number_counter on name = prefix
                    group by prefix
                    having count(distinct n) <> count(*) or min(n) <> 1 or max(n) <> count(*) or max(value) is distinct from max(n)"""),
            new Rule("Every counter has handed out its numbers", """
                    select concat_ws(' ', name, 'stands at', value) from number_counter
                    where not exists (select from invoice where number like name || '/%')
                      and not exists (select from credit_note where number like name || '/%')"""),
            new Rule("A number carries the year of the accounting date", """
                    select concat_ws(' ', number, 'is of', date)
                    from (select number, date from invoice union all select number, date from credit_note) numbered
                    where number is not null and split_part(number, '/', 2) <> to_char(date, 'YYYY')"""),
            new Rule("Every posted document has one journal entry, and every entry a posted document", """
                    select concat_ws(' ', coalesce(d.kind, e.kind), coalesce(d.id, e.document_id))
                    from (select 'INVOICE' kind, id from invoice where state = 'POSTED' and total <> 0
                          union all select 'CREDIT_NOTE', id from credit_note where state = 'POSTED' and total <> 0
                          union all select 'PAYMENT', id from payment
                          union all select 'PAYOUT', id from payout
                          union all select 'ALLOCATION', s.id from settlement s join invoice i on i.id = s.invoice_id
                              left join payment p on p.id = s.payment_id left join credit_note c on c.id = s.credit_note_id
                              where coalesce(p.customer_id, c.customer_id) <> i.customer_id) d
                    full join (select e.* from journal_entry e where exists (select from journal_item where entry_id = e.id)) e
                        on e.document_id = d.id and e.kind = d.kind
                    where d.id is null or e.id is null"""),
            new Rule("Every journal entry balances", """
                    select e.reference from journal_entry e join journal_item i on i.entry_id = e.id
                    group by e.id having sum(i.debit) <> sum(i.credit)"""),
            new Rule("The ledger sums to zero", """
                    select sum(debit) - sum(credit) from journal_item having sum(debit) <> sum(credit)"""),
            new Rule("The journal says of each document what the document says", """
                    with booked as (
                        select e.document_id id,
                               coalesce(sum(i.debit - i.credit) filter (where account = 'RECEIVABLE'), 0) receivable,
                               coalesce(sum(i.debit - i.credit) filter (where account = 'INCOME'), 0) income,
                               coalesce(sum(i.debit - i.credit) filter (where account = 'TAX'), 0) tax,
                               coalesce(sum(i.debit - i.credit) filter (where account = 'BANK'), 0) bank
                        from journal_entry e join journal_item i on i.entry_id = e.id group by e.document_id),
                    due as (
                        select id, total receivable, -net income, -tax tax, 0 bank from invoice where state = 'POSTED'
                        union all select id, -total, net, tax, 0 from credit_note where state = 'POSTED'
                        union all select id, -amount, 0, 0, amount from payment
                        union all select id, amount, 0, 0, -amount from payout
                        union all select id, 0, 0, 0, 0 from settlement)
                    select id from due join booked using (id)
                    where (due.receivable, due.income, due.tax, due.bank)
                        is distinct from (booked.receivable, booked.income, booked.tax, booked.bank)"""),
            new Rule("A receivable is a certain customer's, and nothing else is", """
                    select concat_ws(' ', id, account, customer_id) from journal_item
                    where (account = 'RECEIVABLE') <> (customer_id is not null)"""),
            new Rule(
                    "A credit of one customer that settles the invoice of another moves the receivable between them",
                    """
                    with due as (
                        select s.id, coalesce(p.customer_id, c.customer_id) customer_id, s.amount from settlement s
                            left join payment p on p.id = s.payment_id left join credit_note c on c.id = s.credit_note_id
                        union all select s.id, i.customer_id, -s.amount from settlement s join invoice i on i.id = s.invoice_id),
                    net as (select id, customer_id, sum(amount) moved from due group by id, customer_id having sum(amount) <> 0),
                    booked as (
                        select e.document_id id, i.customer_id, sum(i.debit - i.credit) moved
                        from journal_entry e join journal_item i on i.entry_id = e.id where e.kind = 'ALLOCATION'
                        group by e.document_id, i.customer_id)
                    select concat_ws(' ', id, customer_id, net.moved, 'is booked as', booked.moved)
                    from net full join booked using (id, customer_id) where net.moved is distinct from booked.moved"""),
            new Rule("What a customer owes is the sum of the residuals", """
                    with ledger as (
                        select customer_id, sum(debit - credit) owed from journal_item where account = 'RECEIVABLE'
                        group by customer_id),
                    residuals as (
                        select customer_id, sum(residual) owed from (
                            select customer_id, residual from invoice where state = 'POSTED'
                            union all select customer_id, -residual from credit_note where state = 'POSTED'
                            union all select customer_id, -residual from payment) r group by customer_id)
                    select concat_ws(' ', customer_id, 'owes', ledger.owed, 'by the ledger and', residuals.owed, 'by residuals')
                    from ledger full join residuals using (customer_id)
                    where coalesce(ledger.owed, 0) <> coalesce(residuals.owed, 0)"""),
            new Rule("What is open of an invoice is what settlements left", """
                    select concat_ws(' ', i.number, 'has', i.residual, 'open')
                    from invoice i left join settlement s on s.invoice_id = i.id where i.state = 'POSTED'
                    group by i.id
                    having i.residual <> i.total - coalesce(sum(s.amount), 0)
                        or i.settled_by_payments <> coalesce(sum(s.amount) filter (where s.payment_id is not null), 0)
                        or i.settled_by_credits <> coalesce(sum(s.amount) filter (where s.credit_note_id is not null), 0)"""),
            new Rule("What is left of a credit note is what neither settlements nor payouts took", """
                    select concat_ws(' ', number, 'has', residual, 'left') from credit_note c where state = 'POSTED'
                        and (residual < 0 or residual <> total
                            - (select coalesce(sum(amount), 0) from settlement where credit_note_id = c.id)
                            - (select coalesce(sum(amount), 0) from payout where credit_note_id = c.id))"""),
            new Rule("What is left of a payment is what neither settlements nor payouts took", """
                    select concat_ws(' ', id, 'has', residual, 'left') from payment p
                    where residual < 0 or residual <> amount
                        - (select coalesce(sum(amount), 0) from settlement where payment_id = p.id)
                        - (select coalesce(sum(amount), 0) from payout where payment_id = p.id)"""),
            new Rule("What has a residual is listed as an outstanding credit", """
                    select concat_ws(' ', coalesce(c.id, l.id), c.residual, 'is listed with', l.residual)
                    from (select id, residual from credit_note where state = 'POSTED' and residual <> 0
                          union all select id, residual from payment where residual <> 0) c
                    full join outstanding_credit l on l.id = c.id where c.residual is distinct from l.residual"""),
            new Rule(
                    "Money is paid out of a posted credit note or a payment, in its currency and to its customer", """
                    select p.id from payout p left join payment y on y.id = p.payment_id
                        left join credit_note c on c.id = p.credit_note_id and c.state = 'POSTED'
                    where (p.customer_id, p.currency) is distinct from
                        (coalesce(y.customer_id, c.customer_id), coalesce(y.currency, c.currency))"""),
            new Rule("A draft that posts itself does not wait past its day", """
                    select concat_ws(' ', id, 'of', date) from credit_note where posts_itself and date < current_date - 1"""),
            new Rule("Only a draft posts itself or awaits an accountant", """
                    select concat_ws(' ', number, state) from credit_note
                    where state <> 'DRAFT' and (posts_itself or awaits_accountant)"""),
            new Rule("A partial credit releases no payments and makes no new invoice", """
                    select concat_ws(' ', number, released_payments, new_invoice_id) from credit_note
                    where method = 'PARTIAL' and (released_payments <> 0 or new_invoice_id is not null)"""),
            new Rule("A payment state says who settled the invoice", """
                    select concat_ws(' ', number, 'is', payment_state) from invoice
                    where payment_state <> case
                        when state <> 'POSTED' then 'NOT_PAID'
                        when residual = 0 and settled_by_credits > 0 and settled_by_payments = 0 then 'REVERSED'
                        when residual = 0 then 'PAID'
                        when residual < total then 'PARTIAL'
                        else 'NOT_PAID' end"""),
            new Rule("A new draft invoice comes from one credit note, and corrects what that one credited", """
                    select i.id from invoice i left join credit_note c on c.new_invoice_id = i.id
                    where i.duplicate_of is not null or c.id is not null
                    group by i.id having count(c.id) <> 1 or i.duplicate_of is distinct from min(c.invoice_id::text)::uuid"""),
            Rule.OUTBOX_IS_EMPTY,
            new Rule("There is no dead letter", "select concat_ws(' ', topic, reason, detail) from dead_letter"));

    private AccountingRules() {}
}
