package io.aftersales.accounting.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.paging.Keyed;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import org.hibernate.annotations.Immutable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What one document did to the ledger. Debits equal credits, which the database checks at the commit; written once, with the
 * document, and never changed.
 */
@Entity
@Immutable
public class JournalEntry implements Keyed {

    /** The kind of document that an entry is about. */
    public enum Kind {
        @JsonProperty("invoice")
        INVOICE,
        @JsonProperty("credit-note")
        CREDIT_NOTE,
        @JsonProperty("payment")
        PAYMENT,
        @JsonProperty("payout")
        PAYOUT,
        /** An outstanding credit of one customer settled the invoice of another of the same company. */
        @JsonProperty("allocation")
        ALLOCATION
    }

    @Id
    private UUID id = Ids.next();

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Kind kind;

    @Column(nullable = false)
    private UUID documentId;

    @Column(nullable = false)
    private UUID customerId;

    /** The document's number. */
    @Column(nullable = false)
    private String reference;

    @Column(nullable = false)
    private LocalDate date;

    @Column(nullable = false)
    private String currency;

    @Column(nullable = false)
    private Instant postedAt;

    @OneToMany(mappedBy = "entry", cascade = CascadeType.PERSIST)
    @OrderBy("position")
    private List<JournalItem> items = new ArrayList<>();

    protected JournalEntry() {}

    public JournalEntry(Kind kind, UUID documentId, UUID customerId, LocalDate date, String currency) {
        this.kind = kind;
        this.documentId = documentId;
        this.customerId = customerId;
        this.date = date;
        this.currency = currency;
        this.postedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Adds a debit; a negative amount becomes a credit, and nothing stays nothing. A receivable is that of the document's
     * customer.
     */
    public JournalEntry debit(Account account, BigDecimal amount) {
        return debit(account, account == Account.RECEIVABLE ? customerId : null, amount);
    }

    /** Adds a debit to what a certain customer owes. */
    public JournalEntry debitReceivableOf(UUID customer, BigDecimal amount) {
        return debit(Account.RECEIVABLE, customer, amount);
    }

    private JournalEntry debit(Account account, UUID customer, BigDecimal amount) {
        if (amount.signum() != 0) {
            items.add(new JournalItem(this, items.size() + 1, account, customer, amount));
        }
        return this;
    }

    /** Adds a credit; a negative amount becomes a debit, and nothing stays nothing. */
    public JournalEntry credit(Account account, BigDecimal amount) {
        return debit(account, amount.negate());
    }

    /** The document's number, which may be drawn after the entry was made and before it is stored. */
    public void refer(String documentNumber) {
        reference = documentNumber;
    }

    @Override
    public UUID id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public UUID documentId() {
        return documentId;
    }

    public UUID customerId() {
        return customerId;
    }

    public String reference() {
        return reference;
    }

    public LocalDate date() {
        return date;
    }

    public String currency() {
        return currency;
    }

    public Instant postedAt() {
        return postedAt;
    }

    public List<JournalItem> items() {
        return items;
    }
}
