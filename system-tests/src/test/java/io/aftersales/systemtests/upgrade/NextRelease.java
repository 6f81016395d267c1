package io.aftersales.systemtests.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.testkit.Json;
import io.aftersales.testkit.Message;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a release that does not exist yet may do while this one still runs: expand the schema, and say more in its messages. This
 * build is the old one of tomorrow's upgrade.
 */
public final class NextRelease {

    private NextRelease() {}

    /**
     * Adds columns to every table, and a table; and notes in Flyway's history two migrations of which this build has no files, one
     * above and one below the highest that it has.
     *
     * @param database as its owner
     */
    public static void migrate(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("""
                    do $$
                    declare name text;
                    begin
                        for name in select tablename from pg_tables
                            where schemaname = 'public' and tablename <> 'flyway_schema_history'
                        loop
                            execute format('alter table %I add next_release text', name);
                            execute format('alter table %I add next_release_too boolean not null default false', name);
                        end loop;
                    end $$""");
            statement.execute("create table next_release (id uuid primary key)");
            statement.execute("""
                    insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                        installed_by, execution_time, success)
                    select max(installed_rank) + n, next, 'next release', 'SQL', 'V' || next || '__next_release.sql', n,
                        current_user, 1, true
                    from flyway_schema_history, (values (1, '0.99'), (2, '999')) migrations (n, next)
                    group by n, next""");
        }
    }

    /**
     * Tells every event again as the next release would: under an id of its own, with a header and fields that this build does
     * not know.
     *
     * @param told what lies on the topics
     * @return how many were told
     */
    public static int tell(String bootstrapServers, List<Message> told) {
        List<Message> events =
                told.stream().filter(message -> message.sequence() != null).toList();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            events.forEach(event -> producer.send(saidAnew(event)));
        }
        return events.size();
    }

    private static ProducerRecord<String, byte[]> saidAnew(Message event) {
        byte[] value = Json.write(withMore(event.payload())).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(event.topic(), event.key(), value);
        event.headers().forEach((name, text) -> record.headers().add(name, bytes(text)));
        record.headers()
                .remove("ce_id")
                .add("ce_id", bytes(UUID.randomUUID().toString()))
                .add("ce_nextrelease", bytes("more"));
        return record;
    }

    private static JsonNode withMore(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().forEach(property -> withMore(property.getValue()));
            object.putObject("nextRelease").put("more", true);
        } else {
            value.forEach(NextRelease::withMore);
        }
        return value;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
