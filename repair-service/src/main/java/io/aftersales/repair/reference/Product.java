package io.aftersales.repair.reference;

import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.reference.Learned;
import io.aftersales.repair.RepairProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

/** A product of inventory. */
@Entity
public class Product extends Learned<ProductChanged> {

    private static final String GOODS = "goods";

    @Column(nullable = false)
    private String sku;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private boolean goods;

    @Column(nullable = false)
    private boolean active;

    protected Product() {}

    @Override
    protected void copy(ProductChanged told) {
        sku = told.sku();
        name = told.name();
        goods = GOODS.equals(told.kind());
        active = told.active();
    }

    /** @throws RuleBroken {@code not-goods} for a service */
    public Product requireGoods() {
        if (!goods) {
            throw new RuleBroken(RepairProblem.NOT_GOODS, name + " is a service");
        }
        return this;
    }

    public String sku() {
        return sku;
    }

    public String name() {
        return name;
    }

    /** An archived product stays on the orders that have it and is offered for no new one. */
    boolean isActive() {
        return active;
    }
}
