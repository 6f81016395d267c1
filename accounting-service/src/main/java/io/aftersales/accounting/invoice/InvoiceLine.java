package io.aftersales.accounting.invoice;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.money.Amounts;
import io.aftersales.platform.money.LineTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * A line of an invoice, with what posted credit notes took of it so far. Nothing else of it changes: to edit a draft is to
 * replace its lines.
 */
@Entity
public class InvoiceLine {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private Invoice invoice;

    @Column(nullable = false, updatable = false)
    private int position;

    @Column(updatable = false)
    private UUID productId;

    @Column(nullable = false, updatable = false)
    private String description;

    @Column(nullable = false, updatable = false)
    private BigDecimal quantity;

    @Column(nullable = false, updatable = false)
    private BigDecimal unitPrice;

    @Column(nullable = false, updatable = false)
    private BigDecimal discount;

    @Column(nullable = false, updatable = false)
    private UUID[] taxIds;

    /** The sum of the taxes' rates on the day the line was written. */
    @Column(nullable = false, updatable = false)
    private BigDecimal taxRate;

    @Column(nullable = false, updatable = false)
    private BigDecimal net;

    @Column(nullable = false, updatable = false)
    private BigDecimal tax;

    @Column(nullable = false)
    private BigDecimal creditedQuantity = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal creditedNet = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal creditedTax = BigDecimal.ZERO;

    @Column(nullable = false)
    private boolean conceded;

    protected InvoiceLine() {}

    InvoiceLine(Invoice invoice, int position, PricedLine line) {
        this.invoice = invoice;
        this.position = position;
        this.productId = line.productId();
        this.description = line.description();
        this.quantity = line.quantity();
        this.unitPrice = line.unitPrice();
        this.discount = line.discount();
        this.taxIds = line.taxIds().toArray(UUID[]::new);
        this.taxRate = line.taxRate();
        Amounts amounts = terms().amounts();
        this.net = amounts.net();
        this.tax = amounts.tax();
    }

    /** What a new invoice needs to have the same line. */
    PricedLine copy() {
        return new PricedLine(productId, description, quantity, unitPrice, discount, taxIds(), taxRate);
    }

    /** What posted credit notes have left of this line. */
    public LineRemainder remainder() {
        Amounts left = new Amounts(net.subtract(creditedNet), tax.subtract(creditedTax));
        return new LineRemainder(terms(), quantity.subtract(creditedQuantity), left, conceded);
    }

    /** Takes one line of a credit note that is being posted. */
    public void take(LineRemainder.Credit credit) {
        creditedQuantity = creditedQuantity.add(credit.units());
        creditedNet = creditedNet.add(credit.amounts().net());
        creditedTax = creditedTax.add(credit.amounts().tax());
        conceded |= credit.concession();
    }

    private LineTerms terms() {
        return new LineTerms(quantity, unitPrice, discount, taxRate, invoice.currency());
    }

    public UUID id() {
        return id;
    }

    public int position() {
        return position;
    }

    public UUID productId() {
        return productId;
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

    public BigDecimal discount() {
        return discount;
    }

    public List<UUID> taxIds() {
        return List.of(taxIds);
    }

    public BigDecimal taxRate() {
        return taxRate;
    }

    public Amounts amounts() {
        return new Amounts(net, tax);
    }
}
