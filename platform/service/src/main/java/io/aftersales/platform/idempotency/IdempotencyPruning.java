package io.aftersales.platform.idempotency;

import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Keys of requests that made no record are forgotten after a day; the others are kept as long as their record. */
@ApplicationScoped
class IdempotencyPruning {

    private static final String PRUNE =
            "delete from idempotency_key where record_id is null and created_at < now() - interval '24 hours'";

    private final Transactions transactions;

    IdempotencyPruning(Transactions transactions) {
        this.transactions = transactions;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        return transactions
                .once(
                        Cause.none(),
                        work -> Panache.getSession()
                                .chain(session ->
                                        session.createNativeQuery(PRUNE).executeUpdate()))
                .replaceWithVoid();
    }
}
