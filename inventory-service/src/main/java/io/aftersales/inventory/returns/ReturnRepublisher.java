package io.aftersales.inventory.returns;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every return again. */
@ApplicationScoped
class ReturnRepublisher implements Republisher<GoodsReturn> {

    private final Returns returns;

    ReturnRepublisher(Returns returns) {
        this.returns = returns;
    }

    @Override
    public Uni<List<GoodsReturn>> after(UUID last, int limit) {
        return returns.lockNext(last, limit);
    }

    @Override
    public void republish(GoodsReturn goods, Work work) {
        work.republish(goods, ReturnEvent.typeOf(goods.state()), ReturnEvent.of(goods));
    }
}
