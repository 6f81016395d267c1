package io.aftersales.inventory.delivery;

import io.aftersales.inventory.saleorder.SaleOrder;
import io.aftersales.inventory.saleorder.SaleOrders;
import io.aftersales.inventory.stock.Levels;
import io.aftersales.inventory.stock.Location;
import io.aftersales.inventory.stock.Place;
import io.aftersales.inventory.stock.Stock;
import io.aftersales.inventory.stock.StockMove;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How deliveries are found, locked and stored. The service's order of locks: deliveries by id, then their sale orders, the
 * returns of them, stock levels, and at last the counters of numbers.
 */
@ApplicationScoped
public class Deliveries {

    /** Native, because Hibernate would lock what a query with joins has read only after it has read it, and in no order. */
    private static final String LOCK =
            "select id from delivery where id = any(cast(?1 as uuid[])) order by id for no key update";

    private static final String NUMBER = "WH/OUT/%05d";

    private static final String LOCK_NEXT =
            "select id from delivery where id > ?1 order by id limit ?2 for no key update";

    private static final String WITH_LINES =
            "select d from Delivery d join fetch d.customer left join fetch d.saleOrder"
                    + " join fetch d.lines l join fetch l.product left join fetch l.saleOrderLine where d.id in :ids";

    private final SaleOrders saleOrders;
    private final Stock stock;

    Deliveries(SaleOrders saleOrders, Stock stock) {
        this.saleOrders = saleOrders;
        this.stock = stock;
    }

    /** The delivery with its lines where it was locked before, null where there is none. */
    public Uni<Delivery> find(UUID id) {
        return Panache.getSession().chain(session -> session.find(Delivery.class, id));
    }

    /** @throws RuleBroken 404 where there is none */
    Uni<Delivery> read(UUID id) {
        return load(List.of(id)).map(found -> only(found, id));
    }

    /** @throws RuleBroken 404 where there is none */
    Uni<Delivery> lock(UUID id) {
        return lockAll(List.of(id)).map(found -> only(found, id));
    }

    /** @throws RuleBroken 404 where there is none */
    Uni<Delivery> lockWithOrder(UUID id) {
        return lockWithOrders(List.of(id)).map(found -> only(found, id));
    }

    private static Delivery only(List<Delivery> found, UUID id) {
        if (found.isEmpty()) {
            throw RuleBroken.notFound("delivery", id);
        }
        return found.get(0);
    }

    /** Locks deliveries in the order of their ids, with one query, and then loads them with their lines. */
    public Uni<List<Delivery>> lockAll(Collection<UUID> ids) {
        return lockRows(ids).chain(() -> load(ids));
    }

    /** The same, and their sale orders too. */
    public Uni<List<Delivery>> lockWithOrders(Collection<UUID> ids) {
        return lockRows(ids).chain(() -> saleOrders.lockThoseOf(ids)).chain(() -> load(ids));
    }

    private static Uni<List<UUID>> lockRows(Collection<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter(1, ids.toArray(UUID[]::new))
                        .getResultList());
    }

    /** Locks the deliveries that come next by id, and loads them with their lines, in that order. */
    Uni<List<Delivery>> lockNext(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList())
                .chain(Deliveries::load)
                .map(found -> found.stream()
                        .sorted(Comparator.comparing(Delivery::id))
                        .toList());
    }

    private static Uni<List<Delivery>> load(Collection<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WITH_LINES, Delivery.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /** Locks the stock levels of all that a delivery brings. */
    public Uni<Levels> lockLevels(Delivery delivery) {
        return stock.lock(delivery.lines().stream()
                .map(line -> new Place(line.product().id(), Location.STOCK))
                .toList());
    }

    /** Numbers and stores a new delivery. Nobody is told of one before it is done. */
    public void add(Delivery delivery, Work work) {
        work.number("WH/OUT", NUMBER, delivery::assignNumber);
        work.persist(delivery);
    }

    /** Which of these external references deliveries have. */
    Uni<List<String>> referencesKnown(Collection<String> references) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select d.externalReference from Delivery d where d.externalReference in :references",
                                String.class)
                        .setParameter("references", references)
                        .getResultList());
    }

    /** Numbers and stores deliveries of the past with their moves, and tells of them and of their sale orders. */
    void addHistory(Map<Delivery, List<StockMove>> done, Work work) {
        Set<SaleOrder> orders = new LinkedHashSet<>();
        done.forEach((delivery, moves) -> {
            work.number("WH/OUT", NUMBER, number -> {
                delivery.assignNumber(number);
                moves.forEach(move -> move.refer(number));
            });
            work.publish(delivery, DeliveryEvent.VALIDATED, () -> DeliveryEvent.of(delivery));
            if (delivery.saleOrder() != null) {
                orders.add(delivery.saleOrder());
            }
        });
        orders.forEach(order -> saleOrders.publish(order, work));
        work.insert(List.copyOf(done.keySet()));
        work.insert(done.keySet().stream()
                .flatMap(delivery -> delivery.lines().stream())
                .toList());
        work.insert(done.values().stream().flatMap(List::stream).toList());
    }

    /** Stores what came of validating a delivery, and tells of it and of its sale order. */
    void validated(Delivery delivery, Delivery.Validation validation, Work work) {
        validation.moves().forEach(work::persist);
        validation.backOrder().ifPresent(rest -> add(rest, work));
        work.publish(delivery, DeliveryEvent.VALIDATED, () -> DeliveryEvent.of(delivery));
        if (delivery.saleOrder() != null) {
            saleOrders.publish(delivery.saleOrder(), work);
        }
    }
}
