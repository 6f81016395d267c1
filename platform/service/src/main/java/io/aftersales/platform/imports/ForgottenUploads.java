package io.aftersales.platform.imports;

import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets after a day what {@link SplitDocuments} of uploads kept that ended with their process. */
@ApplicationScoped
class ForgottenUploads {

    private static final String PRUNE = "delete from import_document where created_at < now() - interval '24 hours'";

    private final Transactions transactions;

    ForgottenUploads(Transactions transactions) {
        this.transactions = transactions;
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
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
