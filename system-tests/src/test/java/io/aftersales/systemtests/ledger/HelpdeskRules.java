package io.aftersales.systemtests.ledger;

import java.util.List;

/** What must be true of the helpdesk's tables when nothing is under way any more. */
final class HelpdeskRules {

    static final List<Rule> ALL = List.of(
            new Rule("Every action is finished", """
                    select concat_ws(' ', kind, id, 'waits since', requested_at) from after_sales_action where status = 'REQUESTED'"""),
            // A mail about a coupon makes nothing: the coupon stays with the action that it came out of.
            new Rule("An action that succeeded has documents, one that was rejected has none", """
                    select concat_ws(' ', a.kind, a.id, a.status, 'has', count(d.document_id)) from after_sales_action a
                    left join action_document d on d.action_id = a.id where a.kind <> 'coupon-email'
                    group by a.id having (a.status = 'SUCCEEDED') <> (count(d.document_id) > 0)"""),
            new Rule("Every document of an action is linked from the chatter of its ticket", """
                    select concat_ws(' ', d.type, d.document_id) from action_document d
                    join after_sales_action a on a.id = d.action_id
                    where not exists (select from message m where m.ticket_id = a.ticket_id
                        and m.links -> 'items' @> jsonb_build_array(jsonb_build_object('id', d.document_id)))"""),
            new Rule("The chatter tells of a document's state once, until it has another", """
                    select concat_ws(' ', 'twice in a row', body)
                    from (select body, lag(body) over (partition by ticket_id, links order by id) before
                        from message where kind = 'AUTOMATIC' and links -> 'items' <> '[]') told
                    where body = before"""),
            new Rule("Ticket numbers count from 1 without gaps, and the counter stands at the last", """
                    select concat_ws(' ', count(*), 'numbers up to', max(n), 'and the counters stand at', (select sum(value) from number_counter))
                    from (select substring(number from '[0-9]+$')::bigint n from ticket) numbers
                    having count(*) > 0 and (count(distinct n) <> count(*) or min(n) <> 1 or max(n) <> count(*)
                        or (select sum(value) from number_counter) is distinct from max(n))"""),
            Rule.OUTBOX_IS_EMPTY,
            new Rule("There is no dead letter", "select concat_ws(' ', topic, reason, detail) from dead_letter"));

    private HelpdeskRules() {}
}
