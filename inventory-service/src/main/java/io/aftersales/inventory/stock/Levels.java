package io.aftersales.inventory.stock;

import io.aftersales.inventory.stock.StockMove.Goods;
import io.aftersales.inventory.stock.StockMove.Occasion;
import io.aftersales.platform.problem.RuleBroken;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Locked stock levels. What is on hand changes only together with the move that is returned, which has to be stored. */
public final class Levels {

    private final Map<Place, StockLevel> levels;

    Levels(Collection<StockLevel> locked) {
        levels = locked.stream().collect(Collectors.toMap(StockLevel::place, Function.identity()));
    }

    /** @throws RuleBroken {@code insufficient-stock}, before anything changed */
    public void reserve(UUID productId, BigDecimal quantity) {
        inStock(productId).reserve(quantity);
    }

    /** Gives a reservation up. */
    public void release(UUID productId, BigDecimal quantity) {
        inStock(productId).release(quantity);
    }

    /** Delivers what was reserved. */
    public StockMove deliver(UUID deliveryLineId, Goods goods, Occasion occasion) {
        inStock(goods.productId()).giveReserved(goods.quantity());
        return StockMove.delivered(deliveryLineId, goods, occasion);
    }

    /** A delivery of the past, which is kept as it was even where it leaves less than nothing. */
    public StockMove deliverAsItWas(UUID deliveryLineId, Goods goods, Occasion occasion) {
        inStock(goods.productId()).giveAsItWas(goods.quantity());
        return StockMove.delivered(deliveryLineId, goods, occasion).asHistory();
    }

    /**
     * Takes delivered goods back.
     *
     * @param reverses the move that delivered them
     */
    public StockMove takeBack(UUID returnLineId, UUID reverses, UUID locationId, Goods goods, Occasion occasion) {
        at(goods.productId(), locationId).take(goods.quantity());
        return StockMove.returned(returnLineId, reverses, locationId, goods, occasion);
    }

    /** What of the stock nothing was promised of. */
    public BigDecimal availableInStock(UUID productId) {
        return inStock(productId).available();
    }

    /**
     * Puts goods into a repair.
     *
     * @param force takes them also where that leaves less than nothing
     * @throws RuleBroken {@code insufficient-stock}, before anything changed, unless that is forced
     */
    public StockMove putIntoRepair(UUID consumptionId, Goods goods, boolean force, Occasion occasion) {
        StockLevel level = inStock(goods.productId());
        if (force) {
            level.giveAsItWas(goods.quantity());
        } else {
            level.giveAvailable(goods.quantity());
        }
        return StockMove.putIntoRepair(consumptionId, goods, occasion);
    }

    /** Takes goods in that nobody delivered to a customer. */
    StockMove takeIn(UUID locationId, Goods goods, Occasion occasion) {
        at(goods.productId(), locationId).take(goods.quantity());
        return StockMove.adjustment(goods, Location.ADJUSTMENTS, locationId, occasion);
    }

    /** @throws RuleBroken {@code insufficient-stock}, before anything changed */
    StockMove takeOut(UUID locationId, Goods goods, Occasion occasion) {
        at(goods.productId(), locationId).giveAvailable(goods.quantity());
        return StockMove.adjustment(goods, locationId, Location.ADJUSTMENTS, occasion);
    }

    StockLevel at(UUID productId, UUID locationId) {
        return levels.get(new Place(productId, locationId));
    }

    private StockLevel inStock(UUID productId) {
        return at(productId, Location.STOCK);
    }
}
