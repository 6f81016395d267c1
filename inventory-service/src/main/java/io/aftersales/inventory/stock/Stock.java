package io.aftersales.inventory.stock;

import io.aftersales.platform.id.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How stock levels are locked, always after the documents that move goods, and in the order of product and location. */
@ApplicationScoped
public class Stock {

    private static final String MAKE = """
            insert into stock_level (id, product_id, location_id, on_hand, reserved, overdraft)
            select news.id, news.product_id, news.location_id, 0, 0, 0
            from unnest(cast(?1 as uuid[]), cast(?2 as uuid[]), cast(?3 as uuid[])) as news (id, product_id, location_id)
            order by 2, 3
            on conflict do nothing""";

    private static final String LOCK = """
            select level.id from stock_level level
            join unnest(cast(?1 as uuid[]), cast(?2 as uuid[])) as wanted (product_id, location_id)
                on level.product_id = wanted.product_id and level.location_id = wanted.location_id
            order by level.product_id, level.location_id
            for no key update of level""";

    private static final String LOAD =
            "select l from StockLevel l join fetch l.product join fetch l.location where l.id in :ids";

    /** Locks the levels of these products at these places, and makes those that are not there yet. */
    public Uni<Levels> lock(Collection<Place> places) {
        List<Place> distinct = places.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return Uni.createFrom().item(new Levels(List.of()));
        }
        UUID[] products = distinct.stream().map(Place::productId).toArray(UUID[]::new);
        UUID[] locations = distinct.stream().map(Place::locationId).toArray(UUID[]::new);
        UUID[] ids =
                IntStream.range(0, distinct.size()).mapToObj(i -> Ids.next()).toArray(UUID[]::new);
        return Panache.getSession()
                .chain(session -> lock(session, products, locations)
                        .chain(found -> found.size() == distinct.size()
                                ? Uni.createFrom().item(found)
                                : session.createNativeQuery(MAKE)
                                        .setParameter(1, ids)
                                        .setParameter(2, products)
                                        .setParameter(3, locations)
                                        .executeUpdate()
                                        .chain(() -> lock(session, products, locations)))
                        .chain(locked -> session.createSelectionQuery(LOAD, StockLevel.class)
                                .setParameter("ids", locked)
                                .getResultList())
                        .map(Levels::new));
    }

    private static Uni<List<UUID>> lock(Mutiny.Session session, UUID[] products, UUID[] locations) {
        return session.createNativeQuery(LOCK, UUID.class)
                .setParameter(1, products)
                .setParameter(2, locations)
                .getResultList();
    }

    /** The moves by which lines of deliveries left, by line. */
    public Uni<Map<UUID, UUID>> movesOf(Collection<UUID> deliveryLineIds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from StockMove m where m.deliveryLineId in :lines", StockMove.class)
                        .setParameter("lines", deliveryLineIds)
                        .getResultList())
                .map(moves -> moves.stream().collect(Collectors.toMap(StockMove::deliveryLineId, StockMove::id)));
    }
}
