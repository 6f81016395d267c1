package io.aftersales.platform.admin;

import io.aftersales.platform.work.Aggregate;
import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Transactions;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the present state of all aggregates through the outbox, under their unchanged {@code sequence}, so that a service that
 * was installed late or restored learns it. A page of aggregates is one transaction; running it twice does no harm.
 */
@ApplicationScoped
public class Republication {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int PAGE = 200;

    private final List<Republisher<?>> republishers;
    private final Transactions transactions;

    Republication(@All List<Republisher<?>> republishers, Transactions transactions) {
        this.republishers = republishers;
        this.transactions = transactions;
    }

    /** @return how many aggregates were told about */
    public Uni<Long> run() {
        AtomicLong count = new AtomicLong();
        return Multi.createFrom()
                .iterable(republishers)
                .onItem()
                .transformToUniAndConcatenate(republisher -> all(republisher, count))
                .collect()
                .last()
                .map(done -> count.get());
    }

    private <E extends Aggregate> Uni<Void> all(Republisher<E> republisher, AtomicLong count) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new UUID[] {BEFORE_ALL}, last -> page(republisher, last, count))
                .until(pageSize -> pageSize < PAGE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private <E extends Aggregate> Uni<Integer> page(Republisher<E> republisher, UUID[] last, AtomicLong count) {
        return transactions
                .write(
                        Cause.none(),
                        work -> republisher
                                .after(last[0], PAGE)
                                .invoke(found -> found.forEach(aggregate -> republisher.republish(aggregate, work))))
                // After the commit: a page that is run again starts where it started before.
                .map(told -> {
                    if (!told.isEmpty()) {
                        last[0] = told.get(told.size() - 1).id();
                        count.addAndGet(told.size());
                    }
                    return told.size();
                });
    }
}
