package io.aftersales.systemtests.bench.bare;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Takes records in batches: the ids of those not seen before and their effect are stored in one transaction. */
final class Inbox implements Runnable {

    private static final Duration POLL = Duration.ofMillis(100);

    private static final String CLAIM = """
            insert into inbox (id) select distinct id from unnest(?) as message (id) order by id
            on conflict do nothing returning id""";

    private final Connection connection;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Handler handler;

    /** What is done about messages. */
    interface Handler {

        /** Has their effect within the connection's transaction. */
        void handle(List<Message> fresh, Connection connection) throws SQLException;

        /** Is told that the transaction has committed. */
        void committed(List<Message> fresh);
    }

    Inbox(Connection connection, String bootstrapServers, String topic, Handler handler) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.consumer = new KafkaConsumer<>(
                Settings.consumer(bootstrapServers, "bare-" + topic),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.handler = handler;
        consumer.subscribe(List.of(topic));
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    take(records);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the inbox failed", e);
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) throws SQLException {
        List<Message> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            batch.add(new Message(uuid(record.headers().lastHeader("ce_id").value()), uuid(record.key())));
        }
        Set<UUID> claimed = claim(batch);
        List<Message> fresh =
                batch.stream().filter(message -> claimed.remove(message.id())).toList();
        handler.handle(fresh, connection);
        connection.commit();
        handler.committed(fresh);
    }

    private Set<UUID> claim(List<Message> batch) throws SQLException {
        Array ids =
                connection.createArrayOf("uuid", batch.stream().map(Message::id).toArray());
        Set<UUID> claimed = new HashSet<>();
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setArray(1, ids);
            try (ResultSet fresh = claim.executeQuery()) {
                while (fresh.next()) {
                    claimed.add(fresh.getObject(1, UUID.class));
                }
            }
        }
        return claimed;
    }

    private static UUID uuid(byte[] text) {
        return UUID.fromString(new String(text, StandardCharsets.UTF_8));
    }
}
