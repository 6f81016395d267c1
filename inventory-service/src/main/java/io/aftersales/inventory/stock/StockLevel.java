package io.aftersales.inventory.stock;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.Quantities;
import io.aftersales.inventory.product.Product;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.paging.Keyed;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * How much of a product is at a location of our own: always the sum of the moves, and changed with a move only. What is
 * reserved is still there, but promised to a delivery. Whoever changes a level has locked it.
 */
@Entity
public class StockLevel implements Keyed {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private Product product;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private Location location;

    @Column(nullable = false)
    private BigDecimal onHand = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal reserved = BigDecimal.ZERO;

    /** How far imported history or a forced repair took it below zero; the database refuses any other way there. */
    @Column(nullable = false)
    private BigDecimal overdraft = BigDecimal.ZERO;

    protected StockLevel() {}

    Place place() {
        return new Place(product.id(), location.id());
    }

    void take(BigDecimal quantity) {
        onHand = onHand.add(quantity);
    }

    /** @throws RuleBroken {@code insufficient-stock} when less is available */
    void giveAvailable(BigDecimal quantity) {
        refuseMoreThanAvailable(quantity);
        onHand = onHand.subtract(quantity);
    }

    /** @throws RuleBroken {@code insufficient-stock} when less is available */
    void reserve(BigDecimal quantity) {
        refuseMoreThanAvailable(quantity);
        reserved = reserved.add(quantity);
    }

    /** Gives a reservation up. */
    void release(BigDecimal quantity) {
        reserved = reserved.subtract(quantity);
    }

    void giveReserved(BigDecimal quantity) {
        release(quantity);
        onHand = onHand.subtract(quantity);
    }

    /** Gives what was given, as history or a forced repair says, also where that leaves less than nothing. */
    void giveAsItWas(BigDecimal quantity) {
        onHand = onHand.subtract(quantity);
        overdraft = overdraft.max(onHand.negate());
    }

    private void refuseMoreThanAvailable(BigDecimal quantity) {
        if (available().compareTo(quantity) < 0) {
            throw new RuleBroken(
                    InventoryProblem.INSUFFICIENT_STOCK,
                    "Of %s %s are needed and %s are available: %s are missing"
                            .formatted(
                                    product.sku(),
                                    Quantities.plain(quantity).toPlainString(),
                                    Quantities.plain(available()).toPlainString(),
                                    Quantities.plain(quantity.subtract(available()))
                                            .toPlainString()));
        }
    }

    @Override
    public UUID id() {
        return id;
    }

    public Product product() {
        return product;
    }

    public Location location() {
        return location;
    }

    public BigDecimal onHand() {
        return onHand;
    }

    public BigDecimal reserved() {
        return reserved;
    }

    /** What nothing was promised of; less than zero after history took more than there was. */
    public BigDecimal available() {
        return onHand.subtract(reserved);
    }
}
