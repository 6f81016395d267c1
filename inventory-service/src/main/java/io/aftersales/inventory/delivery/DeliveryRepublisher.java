package io.aftersales.inventory.delivery;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every delivery again that is done: nobody was told of the others. */
@ApplicationScoped
class DeliveryRepublisher implements Republisher<Delivery> {

    private final Deliveries deliveries;

    DeliveryRepublisher(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public Uni<List<Delivery>> after(UUID last, int limit) {
        return deliveries.lockNext(last, limit);
    }

    @Override
    public void republish(Delivery delivery, Work work) {
        if (delivery.state() == DeliveryState.DONE) {
            work.republish(delivery, DeliveryEvent.VALIDATED, DeliveryEvent.of(delivery));
        }
    }
}
