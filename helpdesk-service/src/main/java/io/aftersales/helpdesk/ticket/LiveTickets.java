package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.envelope.CloudEventHeaders;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
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
 *
 * <p>When the replica is told to end, nobody waits any longer, so that all of them find another one while it still answers.
 */
@ApplicationScoped
public class LiveTickets {

    private final Map<String, Set<Registration>> registrations = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    /** Hears of a ticket's changes until it is closed; to be made before the state is read. */
    private abstract class Registration implements AutoCloseable {

        private final String ticket;

        private Registration(UUID ticketId) {
            ticket = ticketId.toString();
        }

        final String ticket() {
            return ticket;
        }

        /** @param actionId the action that the change has to do with, or empty */
        abstract void changed(String actionId);

        /** Ends every wait. */
        abstract void release();

        final Uni<Void> atMost(CompletableFuture<Void> happened, Duration atMost) {
            if (leaving) {
                happened.complete(null);
            }
            return Uni.createFrom()
                    .completionStage(happened)
                    .ifNoItem()
                    .after(atMost)
                    .recoverWithItem((Void) null);
        }

        @Override
        public void close() {
            registrations.computeIfPresent(ticket, (key, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }

    /** A registration for the next change of a ticket, whatever it is. */
    public final class NextChange extends Registration {

        private final CompletableFuture<Void> happened = new CompletableFuture<>();

        private NextChange(UUID ticketId) {
            super(ticketId);
        }

        /** Completes at the next change, or after {@code atMost} without one. */
        public Uni<Void> within(Duration atMost) {
            return atMost(happened, atMost);
        }

        @Override
        void changed(String actionId) {
            happened.complete(null);
        }

        @Override
        void release() {
            happened.complete(null);
        }
    }

    /** A registration for what becomes of an action, which may be made before the action is. */
    public final class ActionNews extends Registration {

        private final Map<String, CompletableFuture<Void>> news = new ConcurrentHashMap<>();

        private ActionNews(UUID ticketId) {
            super(ticketId);
        }

        /** Completes when a message about this action changed the ticket, or after {@code atMost} without one. */
        public Uni<Void> of(UUID actionId, Duration atMost) {
            return atMost(newsOf(actionId.toString()), atMost);
        }

        /** From now on only later news of this action count. */
        public void forget(UUID actionId) {
            news.remove(actionId.toString());
        }

        private CompletableFuture<Void> newsOf(String actionId) {
            return news.computeIfAbsent(actionId, id -> new CompletableFuture<>());
        }

        @Override
        void changed(String actionId) {
            if (!actionId.isEmpty()) {
                newsOf(actionId).complete(null);
            }
        }

        @Override
        void release() {
            news.values().forEach(one -> one.complete(null));
        }
    }

    /** Whether this replica is about to end: then nothing is waited for any more. */
    public boolean isLeaving() {
        return leaving;
    }

    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
        registrations.values().forEach(all -> all.forEach(Registration::release));
    }

    /** A registration that hears from now on. */
    public NextChange next(UUID ticketId) {
        return registered(new NextChange(ticketId));
    }

    /** A registration that hears from now on. */
    public ActionNews newsOfActions(UUID ticketId) {
        return registered(new ActionNews(ticketId));
    }

    /** Only what is made whole may hear: changes are told by another thread. */
    private <R extends Registration> R registered(R made) {
        registrations.compute(made.ticket(), (key, others) -> {
            Set<Registration> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(made);
            return all;
        });
        return made;
    }

    @Incoming("live")
    void changed(ConsumerRecords<byte[], byte[]> records) {
        records.forEach(this::changed);
    }

    /** A record that is no hint, such as one without a key, is passed over: failing would end the reading for good. */
    void changed(ConsumerRecord<byte[], byte[]> record) {
        Set<Registration> all = registrations.getOrDefault(text(record.key()), Set.of());
        if (!all.isEmpty()) {
            Header action = record.headers().lastHeader(CloudEventHeaders.CORRELATION_ID);
            String actionId = action == null ? "" : text(action.value());
            all.forEach(registration -> registration.changed(actionId));
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
