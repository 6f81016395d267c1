package io.aftersales.inventory.stock;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

/** How locations are found. */
@ApplicationScoped
public class Locations {

    /** @throws RuleBroken 404 where there is none */
    Uni<Location> find(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(Location.class, id))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("location", id));
    }

    /**
     * A location of our own stock that a request names.
     *
     * @param id the stock itself when null
     * @throws RuleBroken {@code unknown-location}
     */
    public Uni<Location> internal(UUID id) {
        UUID named = id == null ? Location.STOCK : id;
        return Panache.getSession()
                .chain(session -> session.find(Location.class, named))
                .invoke(location -> {
                    if (location == null || !location.isInternal()) {
                        throw new RuleBroken(
                                InventoryProblem.UNKNOWN_LOCATION, "No location of our own stock is " + named);
                    }
                });
    }
}
