package io.aftersales.repair.order;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every repair order again. */
@ApplicationScoped
class RepairRepublisher implements Republisher<RepairOrder> {

    private final RepairOrders orders;

    RepairRepublisher(RepairOrders orders) {
        this.orders = orders;
    }

    @Override
    public Uni<List<RepairOrder>> after(UUID last, int limit) {
        return orders.lockNext(last, limit);
    }

    @Override
    public void republish(RepairOrder order, Work work) {
        work.republish(order, RepairOrderEvent.CHANGED, RepairOrderEvent.of(order));
    }
}
