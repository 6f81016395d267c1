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

/** Every rule of field service's books is shown to fail. */
class FieldServiceRulesIT {

    /** Task u(10) is open and planned for Theo, with an end; u(11) is open and planned without one; u(12) is closed. */
    private static final String IN_ORDER = """
            set session_replication_role = replica;
            create function u(n integer) returns uuid language sql immutable as
                $$ select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;

            insert into technician (sub, name) values ('theo', 'Theo');
            insert into number_counter (name, value) values ('TA', 3);
            insert into project (id, version, event_sequence, name, visible_to_customers, archived)
            values (u(1), 0, 1, 'Visits', true, false);
            insert into project_stage (id, project_id, position, name, closed)
            values (u(2), u(1), 0, 'Planned', false), (u(3), u(1), 1, 'Done', true);
            insert into task (id, version, event_sequence, number, title, project_id, stage_id, planned_start, planned_end,
                priority, created_sub, created_name, created_at, changed_sub, changed_name, changed_at, closed_at)
            select u(9 + n), 0, 1, 'TA0000' || n, 'The pump leaks', u(1), case n when 3 then u(3) else u(2) end,
                '2026-12-01T08:00:00Z', case n when 1 then timestamptz '2026-12-01T09:30:00Z' end, 0, 'agnes', 'Agnes', now(),
                'agnes', 'Agnes', now(), case n when 3 then now() end
            from generate_series(1, 3) n;
            insert into task_assignee (task_id, sub) values (u(10), 'theo'), (u(11), 'theo'), (u(12), 'theo');
            insert into booking (task_id, sub, starts, ends)
            values (u(10), 'theo', '2026-12-01T08:00:00Z', '2026-12-01T09:30:00Z'),
                (u(11), 'theo', '2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z')""";

    private static final Map<String, String> BREACHES = Map.ofEntries(
            entry(
                    "A task stands in a stage of its project, and is closed when, and only when, that is",
                    "update task set stage_id = u(3) where id = u(10)"),
            entry(
                    "A project has stages that are open and stages that are closed",
                    "delete from project_stage where id = u(3); update task set stage_id = u(2), closed_at = null"),
            entry(
                    "The technicians of open tasks are taken as these are planned, for an hour where no end is, and by nothing else",
                    "update booking set task_id = u(12) where task_id = u(11)"),
            entry(
                    "Task numbers count from 1 without gaps, and the counter stands at the last",
                    "update task set number = 'TA00004' where id = u(12)"),
            entry("No command waits for a record", """
                    insert into set_aside_command (message_id, topic, kafka_partition, kafka_offset, headers, payload)
                    values (u(99), 'create-task', 0, 0, '{}', '{}')"""),
            entry("The outbox is empty", """
                    insert into outbox (id, aggregatetype, aggregateid, type, subject, payload)
                    values (u(99), 'task-created', 'x', 'x', 'x', '{}')"""),
            entry("There is no dead letter", """
                    insert into dead_letter (id, direction, topic, headers, reason, detail)
                    values (u(99), 'outbound', 'task-created', '{}', 'x', 'x')"""));

    private static Trial trial;

    @BeforeAll
    static void fieldServicesTablesWithBooksAndWithoutConstraints() throws SQLException, IOException {
        trial = Trial.of(FieldServiceRules.ALL, "fieldservice-service", IN_ORDER);
    }

    @AfterAll
    static void stopTheServer() throws SQLException, IOException {
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
