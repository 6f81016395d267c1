package io.aftersales.helpdesk.ticket;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells this replica's waiting requests that a ticket changed, whichever replica changed it: every replica reads
 * {@code ticket-changed} in a consumer group of its own, from its end, without committing. A hint may be missed, so whoever
 * waits reads the database before and after: that is the truth.
 */
@ApplicationScoped
public class LiveTickets {

    private final Map<String, Set<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();

    /** A registration for the next change of a ticket, to be made before the state is read and closed when done. */
    public final class NextChange implements AutoCloseable {

        private final String ticket;
        private final CompletableFuture<Void> happened = new CompletableFuture<>();

        private NextChange(UUID ticketId) {
            ticket = ticketId.toString();
            waiting.compute(ticket, (key, others) -> {
                Set<CompletableFuture<Void>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
                all.add(happened);
                return all;
            });
        }

        /** Completes at the next change, or after {@code atMost} without one. */
        public Uni<Void> within(Duration atMost) {
            return Uni.createFrom()
                    .completionStage(happened)
                    .ifNoItem()
                    .after(atMost)
                    .recoverWithItem((Void) null);
        }

        @Override
        public void close() {
            waiting.computeIfPresent(ticket, (key, all) -> {
                all.remove(happened);
                return all.isEmpty() ? null : all;
            });
        }
    }

    public NextChange next(UUID ticketId) {
        return new NextChange(ticketId);
    }

    @Incoming("live")
    void changed(ConsumerRecord<byte[], byte[]> record) {
        Set<CompletableFuture<Void>> all = waiting.remove(new String(record.key(), StandardCharsets.UTF_8));
        if (all != null) {
            all.forEach(happened -> happened.complete(null));
        }
    }
}
