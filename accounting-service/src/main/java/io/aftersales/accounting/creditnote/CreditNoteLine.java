package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.invoice.InvoiceLine;
import io.aftersales.accounting.invoice.LineRemainder;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.money.Amounts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

import java.math.BigDecimal;
import java.util.UUID;

/** What a credit note takes of one invoice line. */
@Entity
public class CreditNoteLine {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private CreditNote creditNote;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private InvoiceLine invoiceLine;

    @Column(nullable = false)
    private int position;

    @Column(nullable = false)
    private BigDecimal quantity;

    @Column(nullable = false)
    private BigDecimal unitPrice;

    @Column(nullable = false)
    private BigDecimal net;

    @Column(nullable = false)
    private BigDecimal tax;

    protected CreditNoteLine() {}

    CreditNoteLine(CreditNote creditNote, InvoiceLine invoiceLine, Price price) {
        this.creditNote = creditNote;
        this.invoiceLine = invoiceLine;
        this.position = invoiceLine.position();
        write(price);
    }

    /**
     * Quantity and unit price of a line, and what that credits.
     *
     * @param credit worked out from what was left at that moment
     */
    record Price(BigDecimal quantity, BigDecimal unitPrice, LineRemainder.Credit credit) {

        static Price of(LineRemainder left, LineChoice choice) {
            BigDecimal quantity = choice.quantity() == null ? left.quantity() : choice.quantity();
            BigDecimal unitPrice = choice.unitPrice() == null ? left.unitPrice() : choice.unitPrice();
            return new Price(quantity, unitPrice, left.credit(quantity, unitPrice));
        }

        static Price ofAll(LineRemainder left) {
            return new Price(left.quantity(), left.unitPrice(), left.rest());
        }
    }

    /** What the line credits if it is posted now: a draft reserves nothing, so less may be left than when it was written. */
    LineRemainder.Credit creditNow() {
        return invoiceLine.remainder().credit(quantity, unitPrice);
    }

    void write(Price price) {
        quantity = price.quantity();
        unitPrice = price.unitPrice();
        setAmounts(price.credit().amounts());
    }

    /** Takes the amounts from the invoice line. */
    void post(LineRemainder.Credit credit) {
        setAmounts(credit.amounts());
        invoiceLine.take(credit);
    }

    LineChoice choice() {
        return new LineChoice(invoiceLine.id(), quantity, unitPrice);
    }

    private void setAmounts(Amounts amounts) {
        net = amounts.net();
        tax = amounts.tax();
    }

    public UUID id() {
        return id;
    }

    public InvoiceLine invoiceLine() {
        return invoiceLine;
    }

    public BigDecimal quantity() {
        return quantity;
    }

    public BigDecimal unitPrice() {
        return unitPrice;
    }

    public Amounts amounts() {
        return new Amounts(net, tax);
    }
}
