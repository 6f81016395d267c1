package io.aftersales.platform.outbox;

import io.opentelemetry.api.trace.Span;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The relay's producer. One lives as long as all goes well: after a failure it is thrown away with whatever it still has in
 * hand, because a record that it would deliver later could overtake the batch that is sent again. The next one sends its first
 * messages one by one: if a record too large was what stopped the last one, that record alone is refused.
 */
class MessageSender implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MessageSender.class);

    /** How long an acknowledgement is waited for before the producer is looked at. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    /** What became of one message. */
    record Outcome(WaitingMessage message, Kind kind, String reason) {
        enum Kind {
            ACKNOWLEDGED,
            /** The client or the broker will never take it. */
            REFUSED,
            /** There is no such topic, or it may not be written: its rows wait, those of others go ahead. */
            TOPIC_MISSING
        }
    }

    private record InFlight(WaitingMessage message, Future<RecordMetadata> acknowledgement, Span span) {}

    private final KafkaProducer<byte[], byte[]> producer;
    private final Envelope envelope;
    private final ExistingTopics topics;
    private final Duration timeout;
    private final Duration missingTopicRetry;
    private final Set<String> missing = new TreeSet<>();
    private long missingSince;
    private boolean proven;

    MessageSender(
            KafkaProducer<byte[], byte[]> producer, Envelope envelope, ExistingTopics topics, RelayConfig config) {
        this.producer = producer;
        this.envelope = envelope;
        this.topics = topics;
        this.timeout = config.sendTimeout();
        this.missingTopicRetry = config.missingTopicRetry();
    }

    /** Topics that do not exist, so that the rows of all others can go ahead; looked for again after a while. */
    List<String> missingTopics() {
        if (!missing.isEmpty() && System.nanoTime() - missingSince > missingTopicRetry.toNanos()) {
            missing.clear();
        }
        return List.copyOf(missing);
    }

    /**
     * Sends messages in their order and waits until each has its outcome.
     *
     * @throws BrokerAwayException when the broker has not answered for all of them in time
     */
    List<Outcome> sendAll(List<WaitingMessage> messages) throws InterruptedException {
        List<InFlight> inFlight = new ArrayList<>(messages.size());
        List<Outcome> outcomes = new ArrayList<>(messages.size());
        for (WaitingMessage message : messages) {
            if (missing.contains(message.topic()) || !exists(message.topic())) {
                outcomes.add(new Outcome(message, Outcome.Kind.TOPIC_MISSING, message.topic()));
            } else if (proven) {
                inFlight.add(send(message));
            } else {
                outcomes.add(await(send(message), deadline()));
            }
        }
        // No flush: it would wait for a broker that is away for as long as it takes, with the rows locked.
        long deadline = deadline();
        for (InFlight sending : inFlight) {
            outcomes.add(await(sending, deadline));
        }
        proven = true;
        return outcomes;
    }

    private long deadline() {
        return System.nanoTime() + timeout.toNanos();
    }

    private InFlight send(WaitingMessage message) {
        Span span = envelope.startSpan(message);
        try {
            return new InFlight(message, producer.send(envelope.record(message, span)), span);
        } catch (KafkaException failed) {
            span.end();
            throw new BrokerAwayException(failed.getMessage(), failed);
        }
    }

    private boolean exists(String topic) throws InterruptedException {
        if (topics.contains(topic)) {
            return true;
        }
        setAside(topic, "does not exist");
        return false;
    }

    private void setAside(String topic, String why) {
        if (missing.add(topic)) {
            LOG.errorf("relay: topic %s %s, its messages wait and all others go ahead", topic, why);
        }
        missingSince = System.nanoTime();
    }

    private Outcome await(InFlight sending, long deadline) throws InterruptedException {
        try {
            while (!isAcknowledged(sending.acknowledgement())) {
                if (System.nanoTime() > deadline) {
                    throw new BrokerAwayException("no acknowledgement within " + timeout, null);
                }
                if (isSplitting()) {
                    throw new BrokerAwayException("records are too large for their topic", null);
                }
            }
            return new Outcome(sending.message(), Outcome.Kind.ACKNOWLEDGED, null);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof TopicAuthorizationException) {
                setAside(sending.message().topic(), "may not be written");
                return new Outcome(sending.message(), Outcome.Kind.TOPIC_MISSING, cause.getMessage());
            }
            if (isForGood(cause)) {
                return new Outcome(sending.message(), Outcome.Kind.REFUSED, cause.getMessage());
            }
            throw new BrokerAwayException(cause.getMessage(), cause);
        } finally {
            sending.span().end();
        }
    }

    private static boolean isAcknowledged(Future<RecordMetadata> acknowledgement)
            throws ExecutionException, InterruptedException {
        try {
            acknowledgement.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    /**
     * A producer splits what is too large for its topic into batches of {@code batch.size}: where the topic takes less than
     * that, it does so for ever.
     */
    private boolean isSplitting() {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("batch-split-total"))
                .anyMatch(metric -> ((Number) metric.metricValue()).doubleValue() > 0);
    }

    private static boolean isForGood(Throwable cause) {
        return cause instanceof RecordTooLargeException
                || cause instanceof SerializationException
                || cause instanceof InvalidTopicException;
    }

    @Override
    public void close() {
        topics.close();
        producer.close(Duration.ZERO);
    }
}
