package io.aftersales.accounting.invoice;

import io.aftersales.accounting.customer.Customer;
import io.aftersales.accounting.ledger.Account;
import io.aftersales.accounting.ledger.JournalEntry;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.paging.Keyed;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.EmbeddedColumnNaming;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Money received for an invoice. What a full credit released of it settles nothing: it is an outstanding credit. */
@Entity
public class Payment implements Keyed, OutstandingCredit {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Invoice invoice;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Customer customer;

    @Column(nullable = false)
    private String currency;

    @Column(nullable = false)
    private BigDecimal amount;

    @Column(nullable = false)
    private BigDecimal residual = BigDecimal.ZERO;

    @Column(nullable = false)
    private LocalDate date;

    private String reference;

    @Embedded
    @EmbeddedColumnNaming("created_%s")
    private Stamp created;

    protected Payment() {}

    Payment(Invoice invoice, BigDecimal amount, LocalDate date, String reference, Stamp by) {
        this.invoice = invoice;
        this.customer = invoice.customer();
        this.currency = invoice.currency();
        this.amount = amount;
        this.date = date;
        this.reference = reference;
        this.created = by;
    }

    /** Money in the bank, and that much less receivable. */
    JournalEntry journalEntry() {
        JournalEntry entry = new JournalEntry(JournalEntry.Kind.PAYMENT, id, customer.id(), date, currency)
                .debit(Account.BANK, amount)
                .credit(Account.RECEIVABLE, amount);
        entry.refer(invoice.number());
        return entry;
    }

    /** That the whole of it settles its invoice. */
    Settlement settlement() {
        return Settlement.by(this, invoice, amount, created);
    }

    void release(BigDecimal released) {
        residual = residual.add(released);
    }

    @Override
    public void use(BigDecimal used) {
        residual = residualAfter(used);
    }

    @Override
    public Settlement settlementOf(Invoice settled, BigDecimal part, Stamp by) {
        return Settlement.by(this, settled, part, by);
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public Kind kind() {
        return Kind.PAYMENT;
    }

    public Invoice invoice() {
        return invoice;
    }

    @Override
    public Customer customer() {
        return customer;
    }

    @Override
    public String currency() {
        return currency;
    }

    public BigDecimal amount() {
        return amount;
    }

    /** What of it settles nothing, and can be set against another invoice or paid out. */
    @Override
    public BigDecimal residual() {
        return residual;
    }

    public LocalDate date() {
        return date;
    }

    @Override
    public String journalReference() {
        return invoice.number();
    }

    public String reference() {
        return reference;
    }

    public Stamp created() {
        return created;
    }
}
