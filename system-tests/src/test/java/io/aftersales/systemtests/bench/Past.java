package io.aftersales.systemtests.bench;

import io.aftersales.systemtests.suite.RunningSuite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A past that would take hours to live through: every row that the actions so far have left is copied many times, in the tables
 * of the helpdesk and of accounting, under ids and numbers of its own. Copies refer to copies, and only to such.
 */
final class Past {

    private static final List<String> HELPDESK = List.of(
            "ticket",
            "ticket_follower",
            "message",
            "after_sales_action",
            "action_document",
            "idempotency_key",
            "inbox");

    private static final List<String> ACCOUNTING = List.of(
            "invoice",
            "invoice_line",
            "credit_note",
            "credit_note_line",
            "settlement",
            "journal_entry",
            "journal_item",
            "inbox");

    /** What copies have in common with the rows that they are copied from. */
    private static final Set<String> KEPT = Set.of("customer_id", "team_id", "stage_id", "assignee_id");

    /** No two rows may have the same, and an id does not keep them apart. */
    private static final Set<String> NUMBERS = Set.of("number", "external_reference", "key");

    /** An id begins with the millisecond in which it was made: each copy is an hour older than the one before. */
    private static final String COPIED_ID = """
            (lpad(to_hex(('x' || substr(%1$s::text, 1, 8) || substr(%1$s::text, 10, 4))::bit(48)::bigint
                - copy * 3600000::bigint), 12, '0') || substr(%1$s::text, 15))::uuid""";

    private final RunningSuite suite;

    Past(RunningSuite suite) {
        this.suite = suite;
    }

    /**
     * Nothing may be under way.
     *
     * @param actions that there shall be at least
     * @return how many there are then
     */
    long growTo(int actions) throws SQLException {
        long copies = actions / actions() + 1;
        copy("helpdesk", HELPDESK, copies);
        copy("accounting", ACCOUNTING, copies);
        return actions();
    }

    private long actions() throws SQLException {
        try (Connection helpdesk = suite.database("helpdesk");
                Statement statement = helpdesk.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from after_sales_action")) {
            count.next();
            return count.getLong(1);
        }
    }

    private void copy(String service, List<String> tables, long copies) throws SQLException {
        try (Connection database = superuser(service);
                Statement statement = database.createStatement()) {
            // Posted documents never change; what guards that would look at each row, and was asked once for each
            // original.
            statement.execute("set session_replication_role = replica");
            for (String table : tables) {
                List<Column> columns = columns(database, table);
                statement.execute("insert into %s (%s) select %s from %1$s, generate_series(1, %d) as copy"
                        .formatted(table, list(columns, Column::name), list(columns, Column::copied), copies));
                statement.execute("vacuum analyze " + table);
            }
            statement.execute("checkpoint");
        }
    }

    private Connection superuser(String service) throws SQLException {
        String own = suite.processes().database().jdbcUrl(service);
        return DriverManager.getConnection(own.replaceFirst("user=[^&]*", "user=postgres"));
    }

    private static List<Column> columns(Connection database, String table) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("""
                        select column_name, data_type from information_schema.columns
                        where table_schema = 'public' and table_name = '%s' and is_generated = 'NEVER'
                        order by ordinal_position""".formatted(table))) {
            List<Column> columns = new ArrayList<>();
            while (found.next()) {
                columns.add(new Column(found.getString(1), found.getString(2)));
            }
            return columns;
        }
    }

    private static String list(List<Column> columns, Function<Column, String> expression) {
        return columns.stream().map(expression).collect(Collectors.joining(", "));
    }

    private record Column(String name, String type) {

        /** What stands in it in a copy. */
        private String copied() {
            if (type.equals("uuid") && !KEPT.contains(name)) {
                return COPIED_ID.formatted(name);
            }
            return NUMBERS.contains(name) ? "%s || '-' || copy".formatted(name) : name;
        }
    }
}
