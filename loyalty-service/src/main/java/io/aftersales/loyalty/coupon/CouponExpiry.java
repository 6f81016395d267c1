package io.aftersales.loyalty.coupon;

import io.aftersales.platform.work.Transactions;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes coupons expire whose last day is over in their time zone, a page in a transaction. Every replica does: each passes over
 * what another one has at hand.
 */
@ApplicationScoped
class CouponExpiry {

    private static final Logger LOG = Logger.getLogger(CouponExpiry.class);

    private static final int PAGE = 200;

    /** No day anywhere is later than that of UTC+14: the first condition is for the index, the second says it exactly. */
    private static final String LOCK_PAST = """
            select id from coupon
            where state in ('VALID', 'SENT')
                and expires_on < cast(cast(?1 as timestamptz) at time zone '-14:00' as date)
                and expires_on < cast(cast(?1 as timestamptz) at time zone time_zone as date)
            order by id limit ?2
            for no key update skip locked""";

    private final Transactions transactions;
    private final Clock clock;

    CouponExpiry(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(every = "${loyalty.expire-every:1m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return expire().onFailure()
                .invoke(away -> LOG.warnf("no coupons made to expire this time: %s", away.getMessage()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    /** @return how many coupons expired */
    Uni<Integer> expire() {
        return Multi.createBy()
                .repeating()
                .uni(() -> transactions.write(this::expirePage))
                .whilst(expired -> expired == PAGE)
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }

    private Uni<Integer> expirePage(Work work) {
        return lockPast()
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().item(0)
                        : Coupons.load(ids)
                                .invoke(coupons -> coupons.forEach(coupon -> expire(coupon, work)))
                                .map(List::size));
    }

    private Uni<List<UUID>> lockPast() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_PAST, UUID.class)
                        .setParameter(1, clock.instant())
                        .setParameter(2, PAGE)
                        .getResultList());
    }

    private static void expire(Coupon coupon, Work work) {
        coupon.expire();
        work.publish(coupon, CouponEvent.EXPIRED, () -> CouponEvent.withoutCode(coupon));
    }
}
