package io.aftersales.systemtests.ledger;

import java.util.List;

/** What must be true of repair's tables, whatever happened before. Amounts are recomputed from the lines up, in two decimals. */
final class RepairRules {

    static final List<Rule> ALL = List.of(
            new Rule("A line costs what its terms say, and nothing under warranty or when it is taken out", """
                    select concat_ws(' ', o.number, l.position, 'says', l.net, l.tax, 'and not', due.net, round(due.net * l.tax_rate / 100, 2))
                    from repair_line l join repair_order o on o.id = l.order_id
                    cross join lateral (select case when o.under_warranty or l.kind = 'REMOVE' then 0
                        else round(l.quantity * l.unit_price, 2) end as net) due
                    where l.net <> due.net or l.tax <> round(due.net * l.tax_rate / 100, 2)"""),
            new Rule("An order costs what its lines cost", """
                    select concat_ws(' ', o.number, 'says', o.net, o.tax, o.total, 'and its lines', sum(l.net), sum(l.tax))
                    from repair_order o left join repair_line l on l.order_id = o.id group by o.id
                    having o.net <> coalesce(sum(l.net), 0) or o.tax <> coalesce(sum(l.tax), 0) or o.total <> o.net + o.tax"""),
            new Rule("A repaired order has had its parts moved, or has none, or says that nobody could move them", """
                    select concat_ws(' ', o.number, 'is', o.state, 'and its parts are', o.parts_state) from repair_order o
                    where o.state = 'REPAIRED' and o.parts_state not in ('CONSUMED', 'NOT_CONSUMED')
                        and exists (select from repair_line l where l.order_id = o.id and l.kind <> 'OPERATION')"""),
            new Rule("An order that is invoiced before was not begun before it had asked for its invoice", """
                    select concat_ws(' ', number, 'is', state) from repair_order
                    where invoice_method = 'BEFORE' and state in ('UNDER_REPAIR', 'REPAIRED') and invoice_attempt = 0"""),
            new Rule("Numbers of repair orders count from 1 without gaps, and the counter stands at the last", """
                    select concat_ws(' ', count(*), 'numbers up to', max(n), 'and the counter stands at', (select value from number_counter))
                    from (select substring(number from '[0-9]+$')::bigint n from repair_order) numbers
                    having count(*) > 0 and (count(distinct n) <> count(*) or min(n) <> 1 or max(n) <> count(*)
                        or (select value from number_counter) is distinct from max(n))"""),
            new Rule(
                    "No command waits for a record", "select concat_ws(' ', topic, message_id) from set_aside_command"),
            Rule.OUTBOX_IS_EMPTY,
            new Rule("There is no dead letter", "select concat_ws(' ', topic, reason, detail) from dead_letter"));

    private RepairRules() {}
}
