package io.aftersales.inventory.returns;

import io.aftersales.inventory.company.Company;
import io.aftersales.inventory.delivery.Deliveries;
import io.aftersales.inventory.delivery.Delivery;
import io.aftersales.inventory.saleorder.SaleOrders;
import io.aftersales.inventory.stock.Pieces;
import io.aftersales.inventory.stock.Place;
import io.aftersales.inventory.stock.SerialNumbers;
import io.aftersales.inventory.stock.Stock;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What happens to locked returns: locks and finds all that the goods' coming, or not coming, changes. */
@ApplicationScoped
class Receiving {

    private final Returns returns;
    private final Deliveries deliveries;
    private final SaleOrders saleOrders;
    private final Stock stock;
    private final SerialNumbers serialNumbers;
    private final Company company;

    Receiving(
            Returns returns,
            Deliveries deliveries,
            SaleOrders saleOrders,
            Stock stock,
            SerialNumbers serialNumbers,
            Company company) {
        this.returns = returns;
        this.deliveries = deliveries;
        this.saleOrders = saleOrders;
        this.stock = stock;
        this.serialNumbers = serialNumbers;
        this.company = company;
    }

    /** @throws RuleBroken before anything changed: not ready, a day to come, or what did not come with this return */
    Uni<Void> receive(GoodsReturn goods, ReturnValidation asked, Stamp by, Work work) {
        goods.refuseUnlessReady();
        return company.settings()
                .map(settings -> settings.dayOfMove(asked.date()))
                .chain(day -> {
                    Map<ReturnLine, Part> parts = goods.parts(asked.lines());
                    return stock.lock(placesOf(goods))
                            .chain(levels -> piecesOf(goods)
                                    .chain(pieces -> stock.movesOf(deliveryLinesOf(goods))
                                            .map(leftBy -> goods.receive(parts, day, by, levels, pieces, leftBy))))
                            .invoke(moves -> moves.forEach(work::persist))
                            .invoke(() -> tell(goods, work))
                            .replaceWithVoid();
                });
    }

    /** @throws RuleBroken before anything changed: the return is done or cancelled already */
    Uni<Void> cancel(GoodsReturn goods, Stamp by, Work work) {
        goods.refuseUnlessReady();
        return cancelReplacement(goods.replacement(), by)
                .chain(() -> piecesOf(goods))
                .invoke(pieces -> goods.cancel(pieces, by))
                .invoke(() -> returns.publish(goods, work))
                .replaceWithVoid();
    }

    /** Nothing is to be replaced any more. A replacement that is done stays. */
    private Uni<Void> cancelReplacement(Delivery replacement, Stamp by) {
        if (replacement == null || replacement.isFinal()) {
            return Uni.createFrom().voidItem();
        }
        return deliveries
                .lockLevels(replacement)
                .invoke(levels -> replacement.cancel(levels, by))
                .replaceWithVoid();
    }

    private void tell(GoodsReturn goods, Work work) {
        returns.publish(goods, work);
        if (goods.delivery().saleOrder() != null) {
            saleOrders.publish(goods.delivery().saleOrder(), work);
        }
    }

    private static List<Place> placesOf(GoodsReturn goods) {
        return goods.lines().stream()
                .map(line ->
                        new Place(line.product().id(), goods.returnLocation().id()))
                .toList();
    }

    private static List<UUID> deliveryLinesOf(GoodsReturn goods) {
        return goods.lines().stream().map(line -> line.deliveryLine().id()).toList();
    }

    private Uni<Pieces> piecesOf(GoodsReturn goods) {
        return serialNumbers.named(
                goods.lines().stream().map(line -> line.product().id()).toList(),
                goods.lines().stream()
                        .flatMap(line -> line.serialNumbers().stream())
                        .toList());
    }
}
