package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.LoyaltyConfig;
import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.loyalty.coupon.CouponCode;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.work.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/**
 * Keeps callers from guessing codes: who tried too many that do not exist is refused for a while, existing ones included. The
 * misses are counted in the database, and so by all replicas together; only requests at the very same moment may go beyond the
 * limit by their number. A miss is kept although its request is refused.
 */
@ApplicationScoped
class Guesses {

    /** Why it is, as the API's document says. */
    static final String REFUSAL =
            "The caller has tried too many unknown codes, or its rate limit is used up; try again after Retry-After";

    /** The latest minute since which the limit is reached, in the window; null while it is not. */
    private static final String SPENT_SINCE = """
            select max(minute) from (
                select minute, sum(misses) over (order by minute desc) as misses
                from code_guess where caller = ?1 and minute > ?2) guess
            where misses >= ?3""";

    private static final String MISS = """
            insert into code_guess as guess (caller, minute, misses) values (?1, ?2, 1)
            on conflict (caller, minute) do update set misses = guess.misses + 1""";

    private final Transactions transactions;
    private final Caller caller;
    private final LoyaltyConfig.Guesses limit;
    private final Clock clock;

    Guesses(Transactions transactions, Caller caller, LoyaltyConfig config, Clock clock) {
        this.transactions = transactions;
        this.caller = caller;
        this.limit = config.guesses();
        this.clock = clock;
    }

    /**
     * Does something with a code that the current caller typed. Not within a transaction.
     *
     * @throws RuleBroken {@code unknown-coupon}, which is counted, or {@code too-many-requests}
     */
    <T> Uni<T> guard(String typed, Function<CouponCode, Uni<T>> use) {
        String sub = caller.subject();
        return refuseWhoGuesses(sub)
                .chain(() -> CouponCode.typed(typed)
                        .map(use)
                        .orElseGet(() -> Uni.createFrom()
                                .failure(new RuleBroken(
                                        LoyaltyProblem.UNKNOWN_COUPON, LoyaltyProblem.UNKNOWN_COUPON.meaning())))
                        .onFailure(Guesses::isMiss)
                        .call(() -> count(sub)));
    }

    private Uni<Void> refuseWhoGuesses(String sub) {
        return transactions
                .read(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(SPENT_SINCE, Instant.class)
                                .setParameter(1, sub)
                                .setParameter(2, clock.instant().minus(limit.window()))
                                .setParameter(3, limit.most())
                                .getSingleResult()))
                .invoke(since -> {
                    if (since != null) {
                        throw new RuleBroken(GeneralProblem.TOO_MANY_REQUESTS, "Too many unknown codes were tried")
                                .passingAfter(Duration.between(clock.instant(), since.plus(limit.window())));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> count(String sub) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        return transactions.write(work -> Panache.getSession()
                .chain(session -> session.createNativeQuery(MISS)
                        .setParameter(1, sub)
                        .setParameter(2, minute)
                        .executeUpdate())
                .replaceWithVoid());
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return transactions.write(work -> Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from code_guess where minute < ?1")
                        .setParameter(1, clock.instant().minus(limit.window()))
                        .executeUpdate())
                .replaceWithVoid());
    }

    private static boolean isMiss(Throwable failure) {
        return failure instanceof RuleBroken broken && broken.code() == LoyaltyProblem.UNKNOWN_COUPON;
    }
}
