package io.aftersales.platform.work;

import io.aftersales.platform.outbox.Outbox;
import io.aftersales.platform.outbox.Relay;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where every database transaction of a service begins and ends. Entities and outgoing messages commit together or not at
 * all; nothing is ever sent to Kafka from here.
 */
@ApplicationScoped
public class Transactions {

    private static final Logger LOG = Logger.getLogger(Transactions.class);

    /** A deadlock has a winner each time, but a request may be unlucky several times. */
    private static final int ATTEMPTS_AFTER_DEADLOCK = 10;

    private final Outbox outbox;
    private final Relay relay;

    Transactions(Outbox outbox, Relay relay) {
        this.outbox = outbox;
        this.relay = relay;
    }

    /** Runs a query in a session of its own, without a transaction. */
    public <T> Uni<T> read(Supplier<Uni<T>> query) {
        return toItsEnd(Panache.withSession(query)).onFailure().transform(Transactions::forTheCaller);
    }

    /**
     * Runs a change on behalf of a request. It is run again after a deadlock or a serialization failure; when it returns, the
     * commit has happened, and the entities that it returns carry their numbers and versions.
     *
     * @throws RuleBroken 503 when the database is away, 409 when somebody else holds a needed row for too long or changed it
     */
    public <T> Uni<T> write(Cause cause, Function<Work, Uni<T>> change) {
        return once(cause, change)
                .onFailure(Failures::mayBeRunAgain)
                .retry()
                .atMost(ATTEMPTS_AFTER_DEADLOCK)
                .onFailure()
                .transform(Transactions::forTheCaller);
    }

    /** Runs a change that no request and no message asked for, such as a scheduled one. */
    public <T> Uni<T> write(Function<Work, Uni<T>> change) {
        return write(Cause.none(), change);
    }

    /** Runs a change in one transaction, once; failures come through as they are. */
    public <T> Uni<T> once(Cause cause, Function<Work, Uni<T>> change) {
        return Uni.createFrom().deferred(() -> {
            Completion completion = new Completion(outbox);
            return toItsEnd(Panache.withTransaction(() -> change.apply(new Work(completion, cause))
                            .call(() -> Panache.getSession().chain(completion::run)))
                    .invoke(() -> {
                        if (completion.hasMessages()) {
                            relay.wake();
                        }
                        completion.committed();
                    }));
        });
    }

    /**
     * Whoever asked may go away, and what asks is cancelled then; what has begun is not. Otherwise the session would be closed
     * and the transaction rolled back under a statement on its way, whose failures nobody would hear of.
     */
    private static <T> Uni<T> toItsEnd(Uni<T> begun) {
        return Uni.createFrom().emitter(emitter -> begun.subscribe().with(emitter::complete, emitter::fail));
    }

    private static Throwable forTheCaller(Throwable failure) {
        if (failure instanceof RuleBroken) {
            return failure;
        }
        if (Failures.isConcurrentChange(failure)) {
            return new RuleBroken(GeneralProblem.CONFLICT, GeneralProblem.CONFLICT.meaning());
        }
        if (Failures.isTransient(failure)) {
            LOG.warnf("database away: %s", failure.getMessage());
            return new RuleBroken(GeneralProblem.SERVICE_UNAVAILABLE, "The database cannot be reached at the moment");
        }
        return failure;
    }
}
