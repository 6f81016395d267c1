package io.aftersales.systemtests.bench.bare;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reads the oldest rows, sends them all, deletes them, in one transaction; woken by commits, else by its poll. */
final class Relay implements Runnable {

    private static final String OLDEST = "select seq, id, aggregatetype, aggregateid, payload from outbox"
            + " order by seq limit " + Settings.RELAY_BATCH + " for update";
    private static final String DELETE = "delete from outbox where seq = any (?)";

    private final Connection connection;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Semaphore work = new Semaphore(0);

    Relay(Connection connection, String bootstrapServers) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.producer = new KafkaProducer<>(
                Settings.producer(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    @Override
    public void run() {
        int poll = Settings.SHORTEST_POLL;
        try {
            while (true) {
                work.drainPermits();
                if (relay() > 0) {
                    poll = Settings.SHORTEST_POLL;
                    TimeUnit.MILLISECONDS.sleep(Settings.RELAY_LINGER);
                } else {
                    work.tryAcquire(poll, TimeUnit.MILLISECONDS);
                    poll = Math.min(2 * poll, Settings.LONGEST_POLL);
                }
            }
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("the relay failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int relay() throws SQLException, ExecutionException, InterruptedException {
        List<Long> sent = new ArrayList<>();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(OLDEST);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                sent.add(row.getLong(1));
                acknowledgements.add(producer.send(record(row)));
            }
        }
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
        if (!sent.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                delete.setArray(1, connection.createArrayOf("bigint", sent.toArray()));
                delete.executeUpdate();
            }
        }
        connection.commit();
        return sent.size();
    }

    private static ProducerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(row.getString(3), bytes(row.getString(4)), bytes(row.getString(5)));
        record.headers().add("ce_id", bytes(row.getString(2)));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
