package io.aftersales.local.suite;

import io.aftersales.local.process.Part;
import io.aftersales.local.process.SuiteException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The parts that are no service, as real processes: started, stopped and killed. */
class InfrastructureIT {

    @TempDir
    Path data;

    @Test
    void keepsDatabaseAndTopicsOverAStopAndAKillOfEachPart() throws Exception {
        try (Suite suite = infrastructure().start()) {
            write(suite, "before the kill");
            for (String name : List.of("postgres", "kafka")) {
                Part part = suite.part(name);
                part.kill();
                assertThat(part.isRunning()).isFalse();
                part.start();
            }
            assertThat(rows(suite)).containsExactly("before the kill");
            assertThat(records(suite)).containsExactly("before the kill");
        }
        try (Suite suite = infrastructure().start()) {
            write(suite, "after the stop");
            assertThat(rows(suite)).containsExactly("before the kill", "after the stop");
            assertThat(records(suite)).containsExactly("before the kill", "after the stop");
        }
        try (Suite suite = infrastructure().fresh().start()) {
            assertThat(records(suite)).isEmpty();
        }
    }

    @Test
    void stopsEverythingWhenSomethingDoesNotStart() {
        Suite broken = infrastructure()
                .data(data)
                .listener(line -> {
                    if (line.contains("Kafka")) {
                        throw new SuiteException("the listener has had enough");
                    }
                })
                .build();

        assertThatThrownBy(broken::start).isInstanceOf(SuiteException.class);

        assertThat(broken.parts()).noneMatch(Part::isRunning);
        try (Suite suite = infrastructure().start()) {
            assertThat(suite.parts()).allMatch(Part::isRunning);
        }
    }

    private SuiteBuilder infrastructure() {
        return infrastructure(data);
    }

    static SuiteBuilder infrastructure(Path data) {
        return Suite.in(Path.of(System.getProperty("aftersales.root")))
                .data(data)
                .ports(Ports.free())
                .infrastructureOnly();
    }

    private static void write(Suite suite, String text) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(suite.database().jdbcUrl("helpdesk"));
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists kept(at serial, text text)");
            statement.execute("insert into kept(text) values ('%s')".formatted(text));
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", suite.broker().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("ticket-created", text)).get(60, TimeUnit.SECONDS);
        }
    }

    private static List<String> rows(Suite suite) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(suite.database().jdbcUrl("helpdesk"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select text from kept order by at")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static List<String> records(Suite suite) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        suite.broker().bootstrapServers(),
                        "auto.offset.reset",
                        "earliest",
                        "group.id",
                        "reader-" + System.nanoTime()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor("ticket-created").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> values = new ArrayList<>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
                    values.add(each.value());
                }
            }
            return values;
        }
    }
}
