package io.aftersales.systemtests.ledger;

import java.util.List;

/** What must be true of field service's tables, whatever happened before. */
final class FieldServiceRules {

    static final List<Rule> ALL = List.of(
            new Rule("A task stands in a stage of its project, and is closed when, and only when, that is", """
                    select concat_ws(' ', t.number, 'closed at', t.closed_at, 'is in', s.name) from task t
                    left join project_stage s on s.id = t.stage_id and s.project_id = t.project_id
                    where s.closed is distinct from (t.closed_at is not null)"""),
            new Rule("A project has stages that are open and stages that are closed", """
                    select concat_ws(' ', p.name, 'has', count(s.id), 'stages') from project p
                    left join project_stage s on s.project_id = p.id group by p.id
                    having count(distinct s.closed) <> 2"""),
            new Rule(
                    "The technicians of open tasks are taken as these are planned, for an hour where no end is, and by nothing else",
                    """
                    select concat_ws(' ', coalesce(due.number, b.task_id::text), coalesce(due.sub, b.sub), 'is taken from', b.starts,
                        'to', b.ends, 'and not from', due.starts, 'to', due.ends)
                    from (select t.id, t.number, a.sub, t.planned_start as starts,
                            coalesce(t.planned_end, t.planned_start + interval '1 hour') as ends
                        from task t join task_assignee a on a.task_id = t.id
                        where t.closed_at is null and t.planned_start is not null) due
                    full join booking b on b.task_id = due.id and b.sub = due.sub
                    where (due.starts, due.ends) is distinct from (b.starts, b.ends)"""),
            new Rule("Task numbers count from 1 without gaps, and the counter stands at the last", """
                    select concat_ws(' ', count(*), 'numbers up to', max(n), 'and the counter stands at', (select value from number_counter))
                    from (select substring(number from '[0-9]+$')::bigint n from task) numbers
                    having count(*) > 0 and (count(distinct n) <> count(*) or min(n) <> 1 or max(n) <> count(*)
                        or (select value from number_counter) is distinct from max(n))"""),
            new Rule(
                    "No command waits for a record", "select concat_ws(' ', topic, message_id) from set_aside_command"),
            Rule.OUTBOX_IS_EMPTY,
            new Rule("There is no dead letter", "select concat_ws(' ', topic, reason, detail) from dead_letter"));

    private FieldServiceRules() {}
}
