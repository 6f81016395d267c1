package io.aftersales.accounting.invoice;

import io.aftersales.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Immutable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    @Column(nullable = false)
    private Instant settledAt = Instant.now().truncatedTo(ChronoUnit.MICROS);

    protected Settlement() {}

    private Settlement(Invoice invoice, Payment payment, UUID creditNoteId, BigDecimal amount) {
        this.invoice = invoice;
        this.payment = payment;
        this.creditNoteId = creditNoteId;
        this.amount = amount;
    }

    static Settlement by(Payment payment, Invoice invoice, BigDecimal amount) {
        return new Settlement(invoice, payment, null, amount);
    }

    static Settlement byCreditNote(UUID creditNoteId, Invoice invoice, BigDecimal amount) {
        return new Settlement(invoice, null, creditNoteId, amount);
    }

    Payment payment() {
        return payment;
    }

    BigDecimal amount() {
        return amount;
    }
}
