package io.aftersales.inventory.stock;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * How pieces of tracked products are found. They need no locks of their own: a piece comes into stock and leaves it under the
 * lock of its stock level, and joins a return and leaves it under the lock of its delivery.
 */
@ApplicationScoped
public class SerialNumbers {

    /** The form of a serial number. */
    public static final String FORM = "[A-Za-z0-9][A-Za-z0-9._/-]{0,49}";

    /** More of them no document names: its events must fit into a message. */
    public static final int MOST = 500;

    /** Pieces of these products that have one of these numbers. */
    public Uni<Pieces> named(Collection<UUID> productIds, Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return Uni.createFrom().item(new Pieces(List.of()));
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from SerialNumber s where s.productId in :products and s.number in :numbers",
                                SerialNumber.class)
                        .setParameter("products", productIds)
                        .setParameter("numbers", numbers)
                        .getResultList())
                .map(Pieces::new);
    }

    /** All pieces that lines of deliveries brought and that are not back. */
    public Uni<Pieces> deliveredBy(Collection<UUID> deliveryLineIds) {
        if (deliveryLineIds.isEmpty()) {
            return Uni.createFrom().item(new Pieces(List.of()));
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from SerialNumber s where s.deliveryLineId in :lines", SerialNumber.class)
                        .setParameter("lines", deliveryLineIds)
                        .getResultList())
                .map(Pieces::new);
    }

    /** Pieces of a product that are in stock, in the order of their numbers; its stock level has to be locked. */
    public Uni<List<SerialNumber>> inStock(UUID productId, int most) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from SerialNumber s where s.productId = :product and s.locationId = :stock order by s.number",
                                SerialNumber.class)
                        .setParameter("product", productId)
                        .setParameter("stock", Location.STOCK)
                        .setMaxResults(most)
                        .getResultList());
    }
}
