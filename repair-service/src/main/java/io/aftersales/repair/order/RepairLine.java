package io.aftersales.repair.order;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.money.Amounts;
import io.aftersales.platform.money.LineTerms;
import io.aftersales.repair.reference.Product;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** A part or an operation of a repair order. To edit the order's lines is to replace them; only what they cost may change. */
@Entity
public class RepairLine {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "order_id", updatable = false)
    private RepairOrder order;

    @Column(nullable = false, updatable = false)
    private int position;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false)
    private LineKind kind;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private Product product;

    @Column(nullable = false, updatable = false)
    private String description;

    @Column(nullable = false, updatable = false)
    private BigDecimal quantity;

    @Column(nullable = false, updatable = false)
    private BigDecimal unitPrice;

    @Column(nullable = false, updatable = false)
    private UUID[] taxIds;

    /** The sum of the taxes' rates on the day the line was written. */
    @Column(nullable = false, updatable = false)
    private BigDecimal taxRate;

    @Column(nullable = false)
    private BigDecimal net;

    @Column(nullable = false)
    private BigDecimal tax;

    protected RepairLine() {}

    RepairLine(RepairOrder order, int position, PricedLine line) {
        this.order = order;
        this.position = position;
        this.kind = line.kind();
        this.product = line.product();
        this.description = line.description();
        this.quantity = line.quantity();
        this.unitPrice = line.unitPrice();
        this.taxIds = line.taxIds().toArray(UUID[]::new);
        this.taxRate = line.taxRate();
        price(false);
    }

    /** What the line costs: nothing under warranty, and nothing for what is taken out. */
    final void price(boolean underWarranty) {
        Amounts amounts = underWarranty || kind == LineKind.REMOVE
                ? Amounts.ZERO
                : new LineTerms(quantity, unitPrice, BigDecimal.ZERO, taxRate, order.currency()).amounts();
        net = amounts.net();
        tax = amounts.tax();
    }

    public UUID id() {
        return id;
    }

    public LineKind kind() {
        return kind;
    }

    boolean isPart() {
        return kind != LineKind.OPERATION;
    }

    /** Whether it becomes a line of the invoice. */
    boolean isInvoiced() {
        return kind != LineKind.REMOVE;
    }

    /** Null for an operation. */
    public Product product() {
        return product;
    }

    public String description() {
        return description;
    }

    public BigDecimal quantity() {
        return quantity;
    }

    public BigDecimal unitPrice() {
        return unitPrice;
    }

    public List<UUID> taxIds() {
        return List.of(taxIds);
    }

    /** Per cent. */
    public BigDecimal taxRate() {
        return taxRate;
    }

    public Amounts amounts() {
        return new Amounts(net, tax);
    }
}
