package io.aftersales.inventory.delivery;

import io.aftersales.inventory.company.Company;
import io.aftersales.inventory.delivery.Delivery.Part;
import io.aftersales.inventory.stock.Pieces;
import io.aftersales.inventory.stock.SerialNumbers;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Map;

/** Validates deliveries that are locked with their orders: locks and finds all that the goods' leaving changes. */
@ApplicationScoped
class Shipping {

    private final Deliveries deliveries;
    private final SerialNumbers serialNumbers;
    private final Company company;

    Shipping(Deliveries deliveries, SerialNumbers serialNumbers, Company company) {
        this.deliveries = deliveries;
        this.serialNumbers = serialNumbers;
        this.company = company;
    }

    /** @throws RuleBroken before anything changed: not ready, a day to come, or quantities or serial numbers that do not fit */
    Uni<Void> validate(Delivery delivery, DeliveryValidation asked, Stamp by, Work work) {
        delivery.refuseUnlessReady();
        return company.settings()
                .map(settings -> settings.dayOfMove(asked.date()))
                .chain(day -> {
                    Map<DeliveryLine, Part> parts = delivery.parts(asked.lines());
                    return deliveries
                            .lockLevels(delivery)
                            .chain(levels -> piecesOf(parts)
                                    .map(pieces ->
                                            delivery.validate(parts, asked.dropsRest(), day, by, levels, pieces)))
                            .invoke(validation -> deliveries.validated(delivery, validation, work))
                            .replaceWithVoid();
                });
    }

    private Uni<Pieces> piecesOf(Map<DeliveryLine, Part> parts) {
        return serialNumbers.named(
                parts.keySet().stream().map(line -> line.product().id()).toList(),
                parts.values().stream()
                        .flatMap(part -> part.serialNumbers().stream())
                        .toList());
    }
}
