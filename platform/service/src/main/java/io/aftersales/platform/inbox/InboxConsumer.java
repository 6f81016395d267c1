package io.aftersales.platform.inbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The service's one consumer. A batch is acknowledged, and its offsets committed, only when all of its effects are in the
 * database; batches are taken one after the other.
 */
@ApplicationScoped
public class InboxConsumer {

    private final BatchAttempts attempts;

    InboxConsumer(BatchAttempts attempts) {
        this.attempts = attempts;
    }

    /** Part of the channel's configuration: it reads the topics that there are handlers for, and no others. */
    @Produces
    @Singleton
    @Identifier("inbox")
    static Map<String, Object> topics(Handlers handlers) {
        return Map.of("topics", String.join(",", handlers.topics()));
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
