package io.aftersales.platform.inbox;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The service's one consumer. A batch is acknowledged, and its offsets committed, only when all of its effects are in the
 * database; batches are taken one after the other.
 */
@ApplicationScoped
public class InboxConsumer {

    private final Handlers handlers;
    private final BatchAttempts attempts;
    private final Set<String> topics;

    InboxConsumer(
            Handlers handlers,
            BatchAttempts attempts,
            @ConfigProperty(name = "mp.messaging.incoming.inbox.topics") List<String> topics) {
        this.handlers = handlers;
        this.attempts = attempts;
        this.topics = new TreeSet<>(topics);
    }

    /** A handler whose topic nobody reads would be silent for ever, so the service does not start with one. */
    void check(@Observes StartupEvent event) {
        if (!topics.equals(handlers.topics())) {
            throw new IllegalStateException("mp.messaging.incoming.inbox.topics is " + topics
                    + " but there are handlers for " + handlers.topics());
        }
    }

    @Incoming("inbox")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        List<Received> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            batch.add(Received.of(record));
        }
        return attempts.untilDone(batch);
    }
}
