package io.aftersales.loyalty.coupon;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** How coupons are found, locked and told about. */
@ApplicationScoped
public class Coupons {

    static final String WHOLE = "select c from Coupon c join fetch c.program";

    private static final String ID_OF_CODE = "select id from coupon where code = ?1";
    private static final String LOCK = "select id from coupon where id = ?1 for no key update";

    private static final String LOCK_ALL =
            "select id from coupon where id = any (cast(?1 as uuid[])) order by id for no key update";

    private static final String LOCK_NEXT =
            "select id from coupon where id > ?1 order by id limit ?2 for no key update";

    /** @throws RuleBroken 404 where there is none */
    public Uni<Coupon> read(UUID id) {
        return find(id).onItem().ifNull().failWith(() -> RuleBroken.notFound("coupon", id));
    }

    /** The coupon with its program, or null. */
    public Uni<Coupon> find(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WHOLE + " where c.id = :id", Coupon.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull());
    }

    /** @throws RuleBroken {@code unknown-coupon} */
    public Uni<Coupon> readByCode(CouponCode code) {
        return idOf(code).chain(this::read);
    }

    /**
     * Finds and locks the coupon with a code.
     *
     * @throws RuleBroken {@code unknown-coupon}
     */
    public Uni<Coupon> lockByCode(CouponCode code) {
        return idOf(code).chain(this::lock);
    }

    /** @throws RuleBroken 404 where there is none */
    public Uni<Coupon> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull())
                .chain(() -> read(id));
    }

    /** Locks the coupons of a batch in the order of their ids; {@code session.find} has them whole afterwards. */
    public Uni<Void> lockAll(Collection<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_ALL, UUID.class)
                        .setParameter(1, ids.toArray(UUID[]::new))
                        .getResultList())
                .chain(Coupons::load)
                .replaceWithVoid();
    }

    /** Locks the coupons that come next by id, and loads them, in that order. */
    Uni<List<Coupon>> lockNext(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList())
                .chain(Coupons::load);
    }

    static Uni<List<Coupon>> load(List<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WHOLE + " where c.id in :ids", Coupon.class)
                        .setParameter("ids", ids)
                        .getResultList())
                .map(found ->
                        found.stream().sorted(Comparator.comparing(Coupon::id)).toList());
    }

    /** Stores a new coupon and tells of it. */
    public void add(Coupon coupon, Work work) {
        work.persist(coupon);
        work.publish(coupon, CouponEvent.GENERATED, () -> CouponEvent.withCode(coupon));
    }

    private static Uni<UUID> idOf(CouponCode code) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ID_OF_CODE, UUID.class)
                        .setParameter(1, code.text())
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new RuleBroken(LoyaltyProblem.UNKNOWN_COUPON, LoyaltyProblem.UNKNOWN_COUPON.meaning()));
    }
}
