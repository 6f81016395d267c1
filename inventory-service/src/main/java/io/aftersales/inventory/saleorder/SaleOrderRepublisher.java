package io.aftersales.inventory.saleorder;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every sale order again. */
@ApplicationScoped
class SaleOrderRepublisher implements Republisher<SaleOrder> {

    private final SaleOrders saleOrders;

    SaleOrderRepublisher(SaleOrders saleOrders) {
        this.saleOrders = saleOrders;
    }

    @Override
    public Uni<List<SaleOrder>> after(UUID last, int limit) {
        return saleOrders.lockNext(last, limit);
    }

    @Override
    public void republish(SaleOrder order, Work work) {
        work.republish(order, SaleOrderEvent.CHANGED, SaleOrderEvent.of(order));
    }
}
