package io.aftersales.inventory.delivery;

import io.aftersales.inventory.product.Product;
import io.aftersales.inventory.saleorder.SaleOrderLine;
import io.aftersales.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** A product that a delivery brings, with what was delivered of it and what returns take of that. */
@Entity
public class DeliveryLine {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private Delivery delivery;

    @Column(nullable = false, updatable = false)
    private int position;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private Product product;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private SaleOrderLine saleOrderLine;

    @Column(nullable = false, updatable = false)
    private BigDecimal quantity;

    @Column(nullable = false)
    private BigDecimal delivered = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal claimed = BigDecimal.ZERO;

    @Column(nullable = false)
    private String[] serialNumbers = {};

    protected DeliveryLine() {}

    DeliveryLine(Delivery delivery, int position, Product product, SaleOrderLine saleOrderLine, BigDecimal quantity) {
        this.delivery = delivery;
        this.position = position;
        this.product = product;
        this.saleOrderLine = saleOrderLine;
        this.quantity = quantity;
    }

    void deliver(BigDecimal units, List<String> serials) {
        delivered = units;
        serialNumbers = serials.toArray(String[]::new);
        if (saleOrderLine != null) {
            saleOrderLine.deliver(units);
        }
    }

    void announceReturn(BigDecimal units) {
        claimed = claimed.add(units);
    }

    void freeReturn(BigDecimal units) {
        claimed = claimed.subtract(units);
    }

    /** What was not delivered. */
    BigDecimal rest() {
        return quantity.subtract(delivered);
    }

    public UUID id() {
        return id;
    }

    public Delivery delivery() {
        return delivery;
    }

    public int position() {
        return position;
    }

    public Product product() {
        return product;
    }

    /** The line of the sale order that this one is for, or null. */
    public SaleOrderLine saleOrderLine() {
        return saleOrderLine;
    }

    public BigDecimal quantity() {
        return quantity;
    }

    public BigDecimal delivered() {
        return delivered;
    }

    /** Delivered less what returns that are ready or done take of it. */
    public BigDecimal returnable() {
        return delivered.subtract(claimed);
    }

    /** The pieces that were delivered, of a tracked product. */
    public List<String> serialNumbers() {
        return List.of(serialNumbers);
    }
}
