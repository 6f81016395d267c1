package io.aftersales.inventory.product;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.Quantities;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import java.math.BigDecimal;

/** Something that is sold. Its kind and its tracking stay what they are: stock and serial numbers rest on them. */
@Entity
public class Product extends Aggregate {

    @Column(nullable = false)
    private String sku;

    @Column(nullable = false)
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private ProductKind kind;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Tracking tracking;

    @Column(nullable = false)
    private boolean active;

    private String externalReference;

    protected Product() {}

    Product(ProductTerms terms) {
        kind = terms.kind();
        tracking = terms.effectiveTracking();
        write(terms);
    }

    /** @throws RuleBroken {@code product-kind-fixed} */
    void change(ProductTerms terms) {
        if (terms.kind() != kind || terms.effectiveTracking() != tracking) {
            throw new RuleBroken(InventoryProblem.PRODUCT_KIND_FIXED, InventoryProblem.PRODUCT_KIND_FIXED.meaning());
        }
        write(terms);
    }

    private void write(ProductTerms terms) {
        sku = terms.sku();
        name = terms.name();
        active = terms.isActive();
        externalReference = terms.externalReference();
    }

    ProductTerms terms() {
        return new ProductTerms(sku, name, kind, tracking, active, externalReference);
    }

    /** @throws RuleBroken {@code not-goods} for a service */
    public void refuseUnlessGoods() {
        if (kind != ProductKind.GOODS) {
            throw new RuleBroken(InventoryProblem.NOT_GOODS, sku + " is a service");
        }
    }

    /** @throws RuleBroken {@code fractional-quantity} for a part of a piece that has a serial number */
    public void refuseFractionOfPieces(BigDecimal quantity) {
        if (isTracked() && !Quantities.isWhole(quantity)) {
            throw new RuleBroken(InventoryProblem.FRACTIONAL_QUANTITY, sku + " is tracked and comes in whole pieces");
        }
    }

    public String sku() {
        return sku;
    }

    public String name() {
        return name;
    }

    public ProductKind kind() {
        return kind;
    }

    public Tracking tracking() {
        return tracking;
    }

    /** Whether each piece has a serial number. */
    public boolean isTracked() {
        return tracking == Tracking.SERIAL;
    }

    /** An archived product stays on what names it and is offered for nothing new. */
    public boolean isActive() {
        return active;
    }

    public String externalReference() {
        return externalReference;
    }
}
