package io.aftersales.accounting.invoice;

import io.aftersales.accounting.customer.Customer;
import io.aftersales.accounting.history.Recorded;
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
import java.util.Optional;
import java.util.UUID;

/**
 * That a payment or a credit note settled an amount of an invoice; negative where a payment was released again. Only ever
 * added to, so that it also tells the story.
 */
@Entity
@Immutable
public class Settlement {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Invoice invoice;

    @ManyToOne(fetch = FetchType.LAZY)
    private Payment payment;

    private UUID creditNoteId;

    @Column(nullable = false)
    private BigDecimal amount;

    /** Who did it, which the oldest ones do not tell. */
    @Embedded
    @EmbeddedColumnNaming("settled_%s")
    private Stamp settled;

    /** Drawn by the database under the lock of the invoice and of what settles it: the order in which it happened. The oldest have none. */
    @Column(insertable = false, updatable = false)
    private Long recorded;

    protected Settlement() {}

    private Settlement(Invoice invoice, Payment payment, UUID creditNoteId, BigDecimal amount, Stamp by) {
        this.invoice = invoice;
        this.payment = payment;
        this.creditNoteId = creditNoteId;
        this.amount = amount;
        this.settled = by;
    }

    static Settlement by(Payment payment, Invoice invoice, BigDecimal amount, Stamp by) {
        return new Settlement(invoice, payment, null, amount, by);
    }

    public static Settlement byCreditNote(UUID creditNoteId, Invoice invoice, BigDecimal amount, Stamp by) {
        return new Settlement(invoice, null, creditNoteId, amount, by);
    }

    /**
     * What of the receivable moves between two customers of one company: the one whose credit it is, and the one whose invoice
     * it settles.
     *
     * @param owner whose payment or credit note this is
     * @param date accounting date
     * @return empty where they are the same customer, so that nothing moves
     */
    public Optional<JournalEntry> transferFrom(Customer owner, LocalDate date) {
        UUID debtor = invoice.customer().id();
        if (owner.id().equals(debtor)) {
            return Optional.empty();
        }
        JournalEntry transfer = new JournalEntry(JournalEntry.Kind.ALLOCATION, id, debtor, date, invoice.currency())
                .debitReceivableOf(owner.id(), amount)
                .debitReceivableOf(debtor, amount.negate());
        transfer.refer(invoice.number());
        return Optional.of(transfer);
    }

    public UUID id() {
        return id;
    }

    public Invoice invoice() {
        return invoice;
    }

    /** The payment that settled, or null if a credit note did. */
    public Payment payment() {
        return payment;
    }

    /** The credit note that settled, or null if a payment did. */
    public UUID creditNoteId() {
        return creditNoteId;
    }

    public BigDecimal amount() {
        return amount;
    }

    public Stamp settled() {
        return settled;
    }

    Recorded recorded() {
        return new Recorded(recorded, settled.at());
    }
}
