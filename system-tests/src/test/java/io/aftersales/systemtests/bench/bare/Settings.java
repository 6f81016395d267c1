package io.aftersales.systemtests.bench.bare;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The suite's own settings, written down again: the bare pipeline shares no code with the platform. */
final class Settings {

    /** Two topics as those of commands and their answers. */
    static final String COMMANDS = "bare-commands";

    static final String ANSWERS = "bare-answers";
    static final int PARTITIONS = 6;

    /** {@code quarkus.datasource.reactive.max-size} */
    static final int POOL = 20;
    /** {@code aftersales.relay.batch-size} */
    static final int RELAY_BATCH = 500;
    /** {@code aftersales.relay.linger}, in milliseconds. */
    static final int RELAY_LINGER = 5;
    /** {@code aftersales.relay.shortest-poll} and {@code longest-poll}, in milliseconds. */
    static final int SHORTEST_POLL = 10;

    static final int LONGEST_POLL = 50;
    /** {@code mp.messaging.incoming.inbox.max.poll.records} */
    private static final int INBOX_BATCH = 500;

    /** The platform's own tables, as far as the hops need them. */
    private static final String TABLES = """
            create table outbox (
                seq            bigint generated always as identity primary key,
                id             uuid        not null,
                aggregatetype  text        not null,
                aggregateid    text        not null,
                payload        text        not null check (octet_length(payload) <= 262144),
                created_at     timestamptz not null default clock_timestamp()
            ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
            create table inbox (id uuid primary key, received_at timestamptz not null default now());
            create index inbox_received_at on inbox using brin (received_at);
            create table effect (id uuid primary key, payload text not null, outcome text);
            """;

    private Settings() {}

    static void createTables(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists outbox, inbox, effect");
            statement.execute(TABLES);
        }
    }

    /** As {@code MessageSenders} has it. */
    static Map<String, Object> producer(String bootstrapServers) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "max.in.flight.requests.per.connection",
                1,
                "delivery.timeout.ms",
                Integer.MAX_VALUE,
                "linger.ms",
                0,
                "batch.size",
                256 * 1024);
    }

    static Map<String, Object> consumer(String bootstrapServers, String group) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                INBOX_BATCH);
    }
}
