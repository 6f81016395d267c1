package io.aftersales.testkit;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toMap;

/**
 * An outside system on Kafka: sends messages in place of other services, and reads, in the background and without a consumer
 * group, every record of every topic of the topology from the first one on.
 *
 * <p>Tests share {@link #shared()}. Since it also holds what other tests caused, a test looks for ids of its own.
 */
public final class KafkaProbe {

    /** How long an awaited record may take; generous, since test machines are busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int LARGEST_REQUEST_BYTES = 8 * 1024 * 1024;

    private final String bootstrapServers;
    private final List<TopicPartition> partitions;
    private final Map<String, Queue<Message>> read = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile RuntimeException ended;

    private KafkaProbe(String bootstrapServers, Topology topology) {
        this.bootstrapServers = bootstrapServers;
        partitions = topology.topics().stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
        producer = new KafkaProducer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        // With more, the first records on a fresh topic can be lost or reordered (KAFKA-15591).
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        LARGEST_REQUEST_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        Thread reader = new Thread(this::readOn, "kafka-probe");
        reader.setDaemon(true);
        reader.start();
    }

    /** The probe of this JVM's tests; it reads until the JVM ends. */
    public static KafkaProbe shared() {
        return Shared.PROBE;
    }

    /** A probe on a broker that somebody else started, with the topics of the topology; it reads until the JVM ends. */
    public static KafkaProbe of(String bootstrapServers) {
        return new KafkaProbe(bootstrapServers, Topology.read());
    }

    /** Sends the message and returns where it lies, once the broker has it. */
    public RecordMetadata send(Outgoing message) {
        try {
            return producer.send(message.toRecord()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not sent: " + message, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending " + message, e);
        }
    }

    /**
     * Tells the service under test of what it receives as events, and waits until it knows: a request that names what it was
     * told of finds it. Needs {@link WithInfrastructure}.
     */
    public void teach(Outgoing... events) {
        for (Outgoing event : events) {
            send(event);
        }
        Inbox.await(Stream.of(events).map(Outgoing::id).toList());
    }

    /** Every record read so far, topic after topic; those of one partition in their order. */
    public List<Message> messages() {
        return read.values().stream().flatMap(Queue::stream).toList();
    }

    /** What was read so far of this topic. */
    public List<Message> on(String topic) {
        return on(topic, message -> true);
    }

    /** What was read so far of this topic with this key, in its order. */
    public List<Message> on(String topic, UUID key) {
        return on(topic, keyed(key));
    }

    /** What was read so far of this topic and matches. */
    public List<Message> on(String topic, Predicate<Message> wanted) {
        return read.getOrDefault(topic, new ConcurrentLinkedQueue<>()).stream()
                .filter(wanted)
                .toList();
    }

    /** Like {@link #on(String, Predicate)}, but each message once: a relay may send one again, under the same id. */
    public List<Message> differentOn(String topic, Predicate<Message> wanted) {
        Map<UUID, Message> different = new LinkedHashMap<>();
        on(topic, wanted).forEach(message -> different.putIfAbsent(message.id(), message));
        return List.copyOf(different.values());
    }

    /** Waits for the first record of this topic with this key. */
    public Message await(String topic, UUID key) {
        return await(topic, keyed(key));
    }

    /** Waits for the first record of this topic that belongs to the action. */
    public Message awaitOfAction(String topic, UUID actionId) {
        return await(topic, ofAction(actionId));
    }

    /** Waits for the first record of this topic that matches. */
    public Message await(String topic, Predicate<Message> wanted) {
        return awaitAtLeast(1, topic, wanted).get(0);
    }

    /** Waits until at least so many records of this topic match, and returns all that do. */
    public List<Message> awaitAtLeast(int count, String topic, Predicate<Message> wanted) {
        return Awaitility.await("%d matching on %s".formatted(count, topic))
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> readingOn(topic, wanted), found -> found.size() >= count);
    }

    /**
     * Waits until the probe has read all that lies on the topics now. Only after this does the absence of a record say that
     * nobody had sent it; await first what happens after the record would have been sent.
     */
    public void catchUp() {
        Map<TopicPartition, Long> ends = ends();
        Awaitility.await("reading to the ends of all topics")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> hasReadTo(ends));
    }

    public static Predicate<Message> keyed(UUID key) {
        return message -> key.toString().equals(message.key());
    }

    public static Predicate<Message> ofAction(UUID actionId) {
        return message -> actionId.toString().equals(message.correlationId());
    }

    /** Messages that another one caused: its id is their {@code ce_causationid}. */
    public static Predicate<Message> causedBy(UUID messageId) {
        return message -> messageId.toString().equals(message.causationId());
    }

    private List<Message> readingOn(String topic, Predicate<Message> wanted) {
        failIfEnded();
        return on(topic, wanted);
    }

    private boolean hasReadTo(Map<TopicPartition, Long> ends) {
        failIfEnded();
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private void failIfEnded() {
        if (ended != null) {
            throw new IllegalStateException("the probe reads no more", ended);
        }
    }

    private void readOn() {
        try {
            read();
        } catch (RuntimeException e) {
            ended = e;
        }
    }

    private void read() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (var next : consumer.poll(POLL)) {
                    read.computeIfAbsent(next.topic(), topic -> new ConcurrentLinkedQueue<>())
                            .add(Message.of(next));
                    positions.put(new TopicPartition(next.topic(), next.partition()), next.offset() + 1);
                }
            }
        }
    }

    private Map<TopicPartition, Long> ends() {
        try (Admin admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            return admin
                    .listOffsets(partitions.stream().collect(toMap(partition -> partition, p -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ends of the topics are unknown", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the ends of the topics", e);
        }
    }

    private static final class Shared {
        private static final KafkaProbe PROBE = of(Infrastructure.running().bootstrapServers());
    }
}
