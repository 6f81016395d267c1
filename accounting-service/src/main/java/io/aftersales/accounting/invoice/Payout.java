package io.aftersales.accounting.invoice;

import io.aftersales.accounting.customer.Customer;
import io.aftersales.accounting.history.Recorded;
import io.aftersales.accounting.ledger.Account;
import io.aftersales.accounting.ledger.JournalEntry;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.Immutable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Money given back to a customer out of an outstanding credit. Written once and never changed. */
@Entity
@Immutable
public class Payout {

    @Id
    private UUID id = Ids.next();

    private UUID paymentId;

    private UUID creditNoteId;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Customer customer;

    @Column(nullable = false)
    private String currency;

    @Column(nullable = false)
    private BigDecimal amount;

    @Column(nullable = false)
    private LocalDate date;

    private String reference;

    @Embedded
    @EmbeddedColumnNaming("created_%s")
    private Stamp created;

    /** Drawn by the database under the lock of the credit: the order in which it happened. The oldest have none. */
    @Column(insertable = false, updatable = false)
    private Long recorded;

    protected Payout() {}

    private Payout(OutstandingCredit credit, BigDecimal amount, LocalDate date, String reference, Stamp by) {
        switch (credit.kind()) {
            case PAYMENT -> this.paymentId = credit.id();
            case CREDIT_NOTE -> this.creditNoteId = credit.id();
        }
        this.customer = credit.customer();
        this.currency = credit.currency();
        this.amount = amount;
        this.date = date;
        this.reference = reference;
        this.created = by;
    }

    /**
     * Pays some of an outstanding credit out.
     *
     * @throws io.aftersales.platform.problem.RuleBroken {@code exceeds-outstanding-credit} when less than that is left
     */
    public static Payout of(OutstandingCredit credit, BigDecimal amount, LocalDate date, String reference, Stamp by) {
        credit.use(amount);
        return new Payout(credit, amount, date, reference, by);
    }

    /** Money out of the bank, and that much less owed to the customer. */
    public JournalEntry journalEntry(String documentNumber) {
        JournalEntry entry = new JournalEntry(JournalEntry.Kind.PAYOUT, id, customer.id(), date, currency)
                .debit(Account.RECEIVABLE, amount)
                .credit(Account.BANK, amount);
        entry.refer(documentNumber);
        return entry;
    }

    public UUID id() {
        return id;
    }

    /** The payment or the credit note that it was paid out of. */
    UUID creditId() {
        return paymentId == null ? creditNoteId : paymentId;
    }

    public String currency() {
        return currency;
    }

    public BigDecimal amount() {
        return amount;
    }

    public LocalDate date() {
        return date;
    }

    public String reference() {
        return reference;
    }

    public Stamp created() {
        return created;
    }

    Recorded recorded() {
        return new Recorded(recorded, created.at());
    }
}
