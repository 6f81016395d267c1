package io.aftersales.platform.work;

import io.aftersales.platform.problem.RuleBroken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits a little for what another service told a moment ago and is on its way to us. */
@ApplicationScoped
public class Patience {

    private static final Duration MOST = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Transactions transactions;
    private final Vertx vertx;

    Patience(Transactions transactions, Vertx vertx) {
        this.transactions = transactions;
        this.vertx = vertx;
    }

    /**
     * Asks until the query finds something, for at most two seconds. Not to be called within a transaction: each attempt has a
     * session of its own.
     *
     * @param otherwise what it fails with if nothing is found
     */
    public Uni<Void> until(Supplier<Uni<?>> query, Supplier<RuleBroken> otherwise) {
        return until(query, otherwise, System.nanoTime() + MOST.toNanos());
    }

    /**
     * Asks until everything that the query names is known, for at most two seconds. Like {@link #until}, not to be called within
     * a transaction.
     *
     * @throws NotKnownYet as the query does then
     */
    public Uni<Void> untilKnown(Supplier<Uni<?>> query) {
        return untilKnown(query, System.nanoTime() + MOST.toNanos());
    }

    private Uni<Void> untilKnown(Supplier<Uni<?>> query, long deadline) {
        return transactions
                .read(() -> query.get().replaceWithVoid())
                .onFailure(failure -> failure instanceof NotKnownYet && System.nanoTime() < deadline)
                .recoverWithUni(() -> pause().chain(() -> untilKnown(query, deadline)));
    }

    private Uni<Void> until(Supplier<Uni<?>> query, Supplier<RuleBroken> otherwise, long deadline) {
        return transactions.<Object>read(() -> query.get().map(found -> found)).chain(found -> {
            if (found != null) {
                return Uni.createFrom().voidItem();
            }
            if (System.nanoTime() > deadline) {
                return Uni.createFrom().failure(otherwise.get());
            }
            return pause().chain(() -> until(query, otherwise, deadline));
        });
    }

    /** A timer of the request's own Vert.x context, which the database session belongs to. */
    private Uni<Void> pause() {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(PAUSE.toMillis(), timer -> emitter.complete(null)));
    }
}
