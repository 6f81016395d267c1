package io.aftersales.systemtests.ledger;

import io.aftersales.local.suite.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.DynamicTest;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A check that cannot fail proves nothing: every rule is shown to find what contradicts it. On a database with a service's tables
 * and small but whole books, whose constraints are then taken away, one thing at a time is broken on purpose.
 */
final class Trial implements AutoCloseable {

    /** Nothing guards the tables any more: no trigger, no foreign key, no check. */
    private static final String WITHOUT_CONSTRAINTS = """
            set session_replication_role = replica;
            do $$
            declare
                held record;
            begin
                for held in select conrelid::regclass as owner, conname from pg_constraint
                        where contype in ('c', 'f') and connamespace = 'public'::regnamespace and conrelid <> 0 loop
                    execute format('alter table %s drop constraint %I', held.owner, held.conname);
                end loop;
            end $$""";

    private final EmbeddedPostgres server;
    private final Connection database;
    private final List<Rule> rules;

    private Trial(EmbeddedPostgres server, Connection database, List<Rule> rules) {
        this.server = server;
        this.database = database;
        this.rules = rules;
    }

    /**
     * @param module whose migrations make the tables
     * @param inOrder SQL that fills them with what no rule objects to
     */
    static Trial of(List<Rule> rules, String module, String inOrder) throws SQLException, IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("timezone", "UTC")
                .setPort(Ports.free()
                        .assign(Map.of("postgres", 0), Duration.ZERO)
                        .get("postgres"))
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        Connection database = server.getPostgresDatabase().getConnection();
        try (Statement statement = database.createStatement()) {
            for (String migration : Migrations.of(module)) {
                statement.execute(migration);
            }
            database.setAutoCommit(false);
            statement.execute(inOrder);
            database.commit();
            statement.execute(WITHOUT_CONSTRAINTS);
            database.commit();
        }
        return new Trial(server, database, rules);
    }

    void nothingIsFoundInBooksThatAreInOrder() throws SQLException {
        for (Rule rule : rules) {
            assertThat(rule.brokenIn(database)).isEmpty();
        }
    }

    /** @param breaches what breaks a rule, by what the rule says; several statements are separated by semicolons */
    Stream<DynamicTest> everyRuleFindsWhatContradictsIt(Map<String, String> breaches) {
        Map<String, Rule> bySaying = rules.stream().collect(Collectors.toMap(Rule::says, rule -> rule));
        assertThat(breaches.keySet()).isEqualTo(bySaying.keySet());
        return breaches.entrySet().stream()
                .map(breach -> DynamicTest.dynamicTest(
                        breach.getKey(), () -> findsBreach(bySaying.get(breach.getKey()), breach.getValue())));
    }

    private void findsBreach(Rule rule, String breach) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(breach);
            assertThat(rule.brokenIn(database)).isNotEmpty();
        } finally {
            database.rollback();
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        database.close();
        server.close();
    }
}
