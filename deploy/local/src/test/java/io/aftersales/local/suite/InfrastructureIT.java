package io.aftersales.local.suite;

import io.aftersales.local.process.Part;
import io.aftersales.local.process.SuiteException;
import io.aftersales.local.topology.Topology;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The parts that are no service, as real processes. */
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
    void makesEveryTopicOfTheTopologyWithItsPartitionsAndNoOther() throws Exception {
        try (Suite suite = infrastructure().start();
                Admin admin = suite.broker().admin()) {
            Map<String, Integer> expected = new TreeMap<>();
            Topology.load().topics().forEach(topic -> expected.put(topic.name(), topic.partitions()));
            // A broker tells of a topic a moment after it has been made.
            Awaitility.await("topics")
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(partitions(admin)).isEqualTo(expected));
        }
    }

    private static Map<String, Integer> partitions(Admin admin) throws Exception {
        Map<String, Integer> partitions = new TreeMap<>();
        admin.describeTopics(admin.listTopics().names().get(60, TimeUnit.SECONDS))
                .allTopicNames()
                .get(60, TimeUnit.SECONDS)
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    @Test
    void runsPostgresDurablyAndKeepsServicesOutOfEachOthersDatabases() throws Exception {
        try (Suite suite = infrastructure().start()) {
            try (Connection connection =
                            DriverManager.getConnection(suite.database().jdbcUrl("helpdesk"));
                    Statement statement = connection.createStatement()) {
                for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                    try (ResultSet value = statement.executeQuery("show " + setting)) {
                        value.next();
                        assertThat(value.getString(1)).as(setting).isEqualTo("on");
                    }
                }
            }
            String foreign = "jdbc:postgresql://127.0.0.1:%d/accounting?user=helpdesk"
                    .formatted(suite.database().port());
            assertThatThrownBy(() -> DriverManager.getConnection(foreign).close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void issuesTokensToKnownUsersOnlyAndSignsWithTheSameKeyAfterARestart() throws Exception {
        try (Suite suite = infrastructure().start()) {
            suite.identity().actsFor("carl", "0190a0a0-0000-7000-8000-000000000001");
            String token = suite.identity().token("carl");
            String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
            assertThat(claims)
                    .contains("\"groups\":[\"customer\"]")
                    .contains("\"customer_id\":\"0190a0a0-0000-7000-8000-000000000001\"")
                    .contains("\"aud\":\"aftersales\"")
                    .contains("\"iss\":\"" + suite.identity().issuer() + "\"");
            assertThatThrownBy(() -> suite.identity().token("mallory")).isInstanceOf(SuiteException.class);

            suite.identity().close();
            suite.identity().start();
            String later = suite.identity().token("carl");
            assertThat(later.split("\\.")[0]).isEqualTo(token.split("\\.")[0]);
        }
    }

    @Test
    void refusesAFolderThatAnotherSuiteUses() {
        try (Suite suite = infrastructure().start()) {
            assertThatThrownBy(() -> infrastructure().start())
                    .isInstanceOf(SuiteException.class)
                    .hasMessageContaining(suite.dataFolder().toString());
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
