package io.aftersales.systemtests.topics;

import io.aftersales.testkit.Json;
import io.aftersales.testkit.Message;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

/** Kafka's topics as a system outside of the suite reads them: a plain client without a group. */
public final class Topics {

    private static final Duration POLL = Duration.ofMillis(50);

    /** A benchmark leaves a million messages, and those who check them hold them all: what they have in common is held once. */
    private static final Set<String> OF_FEW_VALUES =
            Set.of("ce_specversion", "ce_type", "ce_source", "ce_dataschema", "content-type");

    private final String bootstrapServers;

    public Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Everything that lies on all topics now, those of one partition in their order. */
    public List<Message> readAll() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> all = all(consumer);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            consumer.assign(all);
            consumer.seekToBeginning(all);
            List<Message> messages = new ArrayList<>();
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(next -> messages.add(message(next)));
            }
            return messages;
        }
    }

    /** How many records were written to each topic, to be asked often; topics that are made later are left out. */
    public Ends ends() {
        return new Ends();
    }

    /** Writes a record without headers, as a stranger would, and returns when the broker has it. */
    public void write(String topic, String key, String value) {
        write(new ProducerRecord<>(topic, key, value));
    }

    /** Writes a command with its envelope, as another service would, and returns when the broker has it. */
    public void command(String topic, String key, String actionId, Map<String, ?> payload) {
        ProducerRecord<String, String> command = new ProducerRecord<>(topic, key, Json.write(payload));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        "io.aftersales." + topic + ".v1",
                        "ce_source",
                        "/test",
                        "ce_subject",
                        key,
                        "ce_time",
                        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                        "ce_dataschema",
                        "https://aftersales.io/schemas/" + topic + ".v1.schema.json",
                        "ce_correlationid",
                        actionId,
                        "content-type",
                        "application/json")
                .forEach((name, text) -> command.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        write(command);
    }

    private void write(ProducerRecord<String, String> out) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            producer.send(out);
        }
    }

    /** Hands every message of these topics, from the first on, to the reader, in a thread of its own, until it is closed. */
    public Following follow(List<String> topics, Consumer<Message> reader) {
        return new Following(topics, reader);
    }

    private static List<TopicPartition> all(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.listTopics().values().stream()
                .flatMap(List::stream)
                .filter(partition -> !partition.topic().startsWith("__"))
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "enable.auto.commit",
                        false,
                        "reconnect.backoff.ms",
                        50,
                        "reconnect.backoff.max.ms",
                        500),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static Message message(ConsumerRecord<byte[], byte[]> read) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : read.headers()) {
            String name = header.key().intern();
            String value = text(header.value());
            headers.put(name, OF_FEW_VALUES.contains(name) && value != null ? value.intern() : value);
        }
        return new Message(read.topic(), read.partition(), read.offset(), text(read.key()), headers, read.value());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Where the topics end. */
    public final class Ends implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer = consumer();
        private final List<TopicPartition> all = all(consumer);

        private Ends() {}

        /** Number of records that were ever written, by topic. */
        public Map<String, Long> now() {
            return consumer.endOffsets(all).entrySet().stream()
                    .collect(groupingBy(end -> end.getKey().topic(), summingLong(Map.Entry::getValue)));
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    /** A reader that goes on reading; a broker that is away meanwhile is waited for. */
    public final class Following implements AutoCloseable {

        private final Thread thread;
        private volatile boolean closed;

        private Following(List<String> topics, Consumer<Message> reader) {
            thread = new Thread(() -> read(topics, reader), "outside-consumer");
            thread.setDaemon(true);
            thread.start();
        }

        private void read(List<String> topics, Consumer<Message> reader) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                List<TopicPartition> partitions = topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (!closed) {
                    consumer.poll(POLL).forEach(next -> reader.accept(message(next)));
                }
            }
        }

        @Override
        public void close() {
            closed = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
