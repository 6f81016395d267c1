package io.aftersales.platform.mail;

import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Forgets which recipients were refused, once nobody asks any more. Mails that all accepted are forgotten at once. */
@ApplicationScoped
class MailPruning {

    private final Transactions transactions;
    private final MailConfig config;

    MailPruning(Transactions transactions, MailConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        OffsetDateTime oldest = OffsetDateTime.now(ZoneOffset.UTC).minus(config.keepRefused());
        return transactions
                .once(
                        Cause.none(),
                        work -> Panache.getSession()
                                .chain(session -> session.createNativeQuery(
                                                "delete from outgoing_mail where settled_at < ?1")
                                        .setParameter(1, oldest)
                                        .executeUpdate()))
                .replaceWithVoid();
    }
}
