package io.aftersales.inventory.saleorder;

import io.aftersales.inventory.product.Product;
import io.aftersales.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

import java.math.BigDecimal;
import java.util.UUID;

/** A line of a sale order, with what came of it. */
@Entity
public class SaleOrderLine {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private SaleOrder saleOrder;

    @Column(nullable = false, updatable = false)
    private int position;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private Product product;

    @Column(nullable = false, updatable = false)
    private BigDecimal quantity;

    @Column(nullable = false)
    private BigDecimal delivered = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal returned = BigDecimal.ZERO;

    protected SaleOrderLine() {}

    SaleOrderLine(SaleOrder saleOrder, int position, Product product, BigDecimal quantity) {
        this.saleOrder = saleOrder;
        this.position = position;
        this.product = product;
        this.quantity = quantity;
    }

    public void deliver(BigDecimal units) {
        delivered = delivered.add(units);
    }

    /** What comes back is no longer delivered. */
    public void takeBack(BigDecimal units) {
        delivered = delivered.subtract(units);
        returned = returned.add(units);
    }

    /** What the customer still waits for; never below zero. */
    public BigDecimal undelivered() {
        return quantity.subtract(delivered).max(BigDecimal.ZERO);
    }

    public UUID id() {
        return id;
    }

    public Product product() {
        return product;
    }

    public BigDecimal quantity() {
        return quantity;
    }

    /** What the customer has of it: delivered less taken back. */
    public BigDecimal delivered() {
        return delivered;
    }

    public BigDecimal returned() {
        return returned;
    }
}
