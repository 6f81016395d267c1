package io.aftersales.repair.order;

import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.inbox.MessageHandler.SharedLock;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** How repair orders are found, and locked: several in the order of their ids. */
@ApplicationScoped
public class RepairOrders {

    /** Native, because Hibernate would lock what a query with joins has read only after it has read it, and in no order. */
    private static final String LOCK = "select id from repair_order where id = ?1 for no key update";

    private static final String LOCK_THOSE_THAT_ASKED = """
            select id from repair_order
            where invoice_ask_id = any(cast(?1 as uuid[])) or parts_ask_id = any(cast(?1 as uuid[]))
            order by id for no key update""";

    private static final String LOCK_NEXT =
            "select id from repair_order where id > ?1 order by id limit ?2 for no key update";

    private static final String WITH_LINES = "select o from RepairOrder o join fetch o.customer join fetch o.product"
            + " left join fetch o.lines l left join fetch l.product where o.id in :ids";

    private static final String THAT_ASKED = "from RepairOrder o where o.invoiceAskId = :ask or o.partsAskId = :ask";

    /** Shared by the handlers of all answers to what orders asked. */
    private final SharedLock<OfAction> byAsk = this::lockThoseThatAsked;

    SharedLock<OfAction> byAsk() {
        return byAsk;
    }

    /**
     * Reads an order with its lines.
     *
     * @throws RuleBroken 404 where there is none
     */
    public Uni<RepairOrder> read(UUID id) {
        return load(List.of(id)).map(found -> only(found, id));
    }

    /**
     * Locks an order and loads it with its lines.
     *
     * @throws RuleBroken 404 where there is none
     */
    Uni<RepairOrder> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter(1, id)
                        .getResultList())
                .chain(RepairOrders::load)
                .map(found -> only(found, id));
    }

    /** The order whose invoice or parts were last asked for under this id; null where it is nobody's last. */
    Uni<RepairOrder> thatAsked(UUID askId) {
        return askId == null
                ? Uni.createFrom().nullItem()
                : Panache.getSession()
                        .chain(session -> session.createSelectionQuery(THAT_ASKED, RepairOrder.class)
                                .setParameter("ask", askId)
                                .getSingleResultOrNull());
    }

    /** Locks the orders that come next by id, and loads them with their lines, in that order. */
    Uni<List<RepairOrder>> lockNext(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList())
                .chain(RepairOrders::load)
                .map(found -> found.stream()
                        .sorted(Comparator.comparing(RepairOrder::id))
                        .toList());
    }

    private Uni<Void> lockThoseThatAsked(List<? extends OfAction> answers) {
        UUID[] asks = answers.stream()
                .map(OfAction::actionId)
                .filter(ask -> ask != null)
                .distinct()
                .toArray(UUID[]::new);
        if (asks.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_THOSE_THAT_ASKED, UUID.class)
                        .setParameter(1, asks)
                        .getResultList())
                .chain(RepairOrders::load)
                .replaceWithVoid();
    }

    private static Uni<List<RepairOrder>> load(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WITH_LINES, RepairOrder.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    private static RepairOrder only(List<RepairOrder> found, UUID id) {
        if (found.isEmpty()) {
            throw RuleBroken.notFound("repair order", id);
        }
        return found.get(0);
    }
}
