package io.aftersales.platform.inbox;

import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Forgets ids of messages that no topic holds any more: the inbox stays as large as the topics' retention. */
@ApplicationScoped
class InboxPruning {

    private final Transactions transactions;
    private final Duration keep;

    InboxPruning(
            Transactions transactions,
            @ConfigProperty(name = "aftersales.inbox.keep", defaultValue = "P9D") Duration keep) {
        this.transactions = transactions;
        this.keep = keep;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        OffsetDateTime oldest = OffsetDateTime.now(ZoneOffset.UTC).minus(keep);
        return transactions
                .once(
                        Cause.none(),
                        work -> Panache.getSession()
                                .chain(session -> session.createNativeQuery("delete from inbox where received_at < ?1")
                                        .setParameter(1, oldest)
                                        .executeUpdate()))
                .replaceWithVoid();
    }
}
