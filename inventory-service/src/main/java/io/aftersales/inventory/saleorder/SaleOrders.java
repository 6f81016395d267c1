package io.aftersales.inventory.saleorder;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How sale orders are found, locked (always after deliveries), stored and told about. */
@ApplicationScoped
public class SaleOrders {

    private static final String LOCK_THOSE_OF = """
            select id from sale_order
            where id in (select sale_order_id from delivery where id = any(cast(?1 as uuid[])))
            order by id for no key update""";

    private static final String LOCK_REFERRED = """
            select id from sale_order where external_reference = any(cast(?1 as text[])) order by id for no key update""";

    private static final String LOCK_NEXT =
            "select id from sale_order where id > ?1 order by id limit ?2 for no key update";

    private static final String WITH_LINES =
            "select o from SaleOrder o join fetch o.customer join fetch o.lines l join fetch l.product where o.id in :ids";

    /** @throws RuleBroken 404 where there is none */
    Uni<SaleOrder> read(UUID id) {
        return load(List.of(id)).map(found -> {
            if (found.isEmpty()) {
                throw RuleBroken.notFound("sale order", id);
            }
            return found.get(0);
        });
    }

    /**
     * A sale order that a request names, with its lines.
     *
     * @throws RuleBroken {@code unknown-sale-order}
     */
    public Uni<SaleOrder> get(UUID id) {
        return load(List.of(id)).map(found -> {
            if (found.isEmpty()) {
                throw new RuleBroken(InventoryProblem.UNKNOWN_SALE_ORDER, "There is no sale order " + id);
            }
            return found.get(0);
        });
    }

    /**
     * Locks the sale orders of deliveries in the order of their ids, and then loads them with all their lines. Before the
     * deliveries are loaded: what the session has it does not read again.
     */
    public Uni<Void> lockThoseOf(Collection<UUID> deliveryIds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_THOSE_OF, UUID.class)
                        .setParameter(1, deliveryIds.toArray(UUID[]::new))
                        .getResultList())
                .chain(locked -> locked.isEmpty() ? Uni.createFrom().nullItem() : load(locked))
                .replaceWithVoid();
    }

    /** Locks the sale orders with these external references in the order of their ids, and loads them with their lines. */
    public Uni<Map<String, SaleOrder>> lockReferred(Collection<String> references) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_REFERRED, UUID.class)
                        .setParameter(1, references.toArray(String[]::new))
                        .getResultList())
                .chain(SaleOrders::load)
                .map(found ->
                        found.stream().collect(Collectors.toMap(SaleOrder::externalReference, Function.identity())));
    }

    /** Which of these external references sale orders have. */
    Uni<List<String>> referencesKnown(Collection<String> references) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select o.externalReference from SaleOrder o where o.externalReference in :references",
                                String.class)
                        .setParameter("references", references)
                        .getResultList());
    }

    /** Locks the sale orders that come next by id, and loads them with their lines, in that order. */
    Uni<List<SaleOrder>> lockNext(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList())
                .chain(SaleOrders::load)
                .map(found -> found.stream()
                        .sorted(Comparator.comparing(SaleOrder::id))
                        .toList());
    }

    private static Uni<List<SaleOrder>> load(Collection<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WITH_LINES, SaleOrder.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /** Numbers and stores a new sale order, and tells of it. */
    void add(SaleOrder order, Work work) {
        number(order, work);
        work.persist(order);
        publish(order, work);
    }

    /** The same for many at once. */
    void addAll(List<SaleOrder> orders, Work work) {
        for (SaleOrder order : orders) {
            number(order, work);
            publish(order, work);
        }
        work.insert(orders);
        work.insert(orders.stream().flatMap(order -> order.lines().stream()).toList());
    }

    private static void number(SaleOrder order, Work work) {
        work.number("S", "S%05d", order::assignNumber);
    }

    /** Tells of a sale order that is locked, or new. */
    public void publish(SaleOrder order, Work work) {
        work.publish(order, SaleOrderEvent.CHANGED, () -> SaleOrderEvent.of(order));
    }
}
