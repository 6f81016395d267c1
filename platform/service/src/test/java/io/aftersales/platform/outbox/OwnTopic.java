package io.aftersales.platform.outbox;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.testkit.Infrastructure;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** A topic of one test, and what lies on it. Notes are numbered within their key, so that lost and swapped ones show. */
final class OwnTopic implements AutoCloseable {

    /** @param place 0, 1, 2 … among the notes of its key */
    record Note(String key, int place, String text) {
        Note(String key, int place) {
            this(key, place, null);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name = "own-" + UUID.randomUUID();
    private final int partitions;
    private final Map<String, String> server =
            Map.of("bootstrap.servers", Infrastructure.running().bootstrapServers());
    private final List<ConsumerRecord<String, String>> read = new ArrayList<>();
    private KafkaConsumer<String, String> consumer;

    private OwnTopic(int partitions) {
        this.partitions = partitions;
    }

    /** A topic that does not exist until {@link #create()}. */
    static OwnTopic toCome(int partitions) {
        return new OwnTopic(partitions);
    }

    /** A topic made just now. */
    static OwnTopic fresh(int partitions) {
        OwnTopic topic = new OwnTopic(partitions);
        topic.create();
        return topic;
    }

    void create() {
        try (Admin admin = Infrastructure.running().kafkaAdmin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("topic " + name, e);
        }
    }

    /** When this returns, the broker refuses larger records. */
    void limitRecords(int bytes) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        ConfigEntry limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        try (Admin admin = Infrastructure.running().kafkaAdmin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            // The controller has it: the broker takes it over a little later.
            Awaitility.await("the limit of " + name)
                    .atMost(PATIENCE)
                    .until(() -> admin.describeConfigs(List.of(topic))
                            .all()
                            .get()
                            .get(topic)
                            .get(limit.name())
                            .value()
                            .equals(limit.value()));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("limit of topic " + name, e);
        }
    }

    String name() {
        return name;
    }

    /** Notes lie on this topic under this type. */
    MessageType<Note> type() {
        return new MessageType<>("note", 1, Note.class, name, false);
    }

    /** Reads on until so many different records were seen, and returns all in the order of their partitions. */
    List<ConsumerRecord<String, String>> await(int different) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (differentSeen() < different) {
            assertThat(System.nanoTime())
                    .as("%d of %d records on %s in time", differentSeen(), different, name)
                    .isLessThan(deadline);
            consumer().poll(Duration.ofMillis(20)).forEach(read::add);
        }
        return read;
    }

    /** The places of each key's notes in the order in which they were first seen. */
    Map<String, List<Integer>> firstSeen() {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (ConsumerRecord<String, String> one : read) {
            int place = Integer.parseInt(one.value().replaceFirst(".*\"place\":([0-9]+).*", "$1"));
            List<Integer> seen = places.computeIfAbsent(one.key(), key -> new ArrayList<>());
            if (!seen.contains(place)) {
                seen.add(place);
            }
        }
        return places;
    }

    /** Says that exactly the notes 0 … n-1 of each key are there, and each was first seen after the one before it. */
    void assertCompleteAndInOrder(Map<String, Integer> notesOfKey) {
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        notesOfKey.forEach((key, notes) ->
                expected.put(key, IntStream.range(0, notes).boxed().toList()));
        assertThat(firstSeen()).isEqualTo(expected);
    }

    private long differentSeen() {
        return read.stream().map(OwnTopic::id).distinct().count();
    }

    static String id(ConsumerRecord<String, String> one) {
        return new String(one.headers().lastHeader("ce_id").value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private KafkaConsumer<String, String> consumer() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(Map.copyOf(server), new StringDeserializer(), new StringDeserializer());
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(name, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
        }
        return consumer;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
