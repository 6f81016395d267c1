package io.aftersales.inventory.returns;

import io.aftersales.inventory.delivery.Deliveries;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** How returns are found, locked, stored and told about. */
@ApplicationScoped
class Returns {

    private static final String WITH_LINES = "select r from GoodsReturn r join fetch r.customer"
            + " join fetch r.returnLocation join fetch r.delivery d left join fetch d.saleOrder"
            + " left join fetch r.replacement join fetch r.lines l join fetch l.deliveryLine dl join fetch dl.product"
            + " where r.id in :ids";

    /** Its own delivery and, of an exchange, the one that replaces the goods. */
    private static final String DELIVERIES_OF =
            "select delivery_id from goods_return where id = ?1 union select replacement_id from goods_return where id = ?1"
                    + " and replacement_id is not null";

    private static final String LOCK = "select id from goods_return where id = ?1 for no key update";

    private static final String LOCK_NEXT =
            "select id from goods_return where id > ?1 order by id limit ?2 for no key update";

    private final Deliveries deliveries;

    Returns(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** @throws RuleBroken 404 where there is none */
    Uni<GoodsReturn> read(UUID id) {
        return load(List.of(id)).map(found -> {
            if (found.isEmpty()) {
                throw RuleBroken.notFound("return", id);
            }
            return found.get(0);
        });
    }

    /**
     * Locks the return's deliveries with their sale orders, then the return, and loads all of them with their lines.
     *
     * @throws RuleBroken 404 where there is none
     */
    Uni<GoodsReturn> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DELIVERIES_OF, UUID.class)
                        .setParameter(1, id)
                        .getResultList()
                        .invoke(found -> {
                            if (found.isEmpty()) {
                                throw RuleBroken.notFound("return", id);
                            }
                        })
                        .chain(deliveries::lockWithOrders)
                        .chain(() -> session.createNativeQuery(LOCK, UUID.class)
                                .setParameter(1, id)
                                .getSingleResult())
                        .chain(() -> read(id)));
    }

    /** Locks the returns that come next by id, and loads them with their lines, in that order. */
    Uni<List<GoodsReturn>> lockNext(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList())
                .chain(Returns::load)
                .map(found -> found.stream()
                        .sorted(Comparator.comparing(GoodsReturn::id))
                        .toList());
    }

    private static Uni<List<GoodsReturn>> load(Collection<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WITH_LINES, GoodsReturn.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /** Numbers and stores a new return, with the delivery of an exchange, and tells of it. */
    void add(GoodsReturn goods, Work work) {
        if (goods.replacement() != null) {
            deliveries.add(goods.replacement(), work);
        }
        work.number("WH/IN", "WH/IN/%05d", goods::assignNumber);
        work.persist(goods);
        publish(goods, work);
    }

    /** Tells of a return that is locked, or new, as it is now. */
    void publish(GoodsReturn goods, Work work) {
        work.publish(goods, ReturnEvent.typeOf(goods.state()), () -> ReturnEvent.of(goods));
    }
}
