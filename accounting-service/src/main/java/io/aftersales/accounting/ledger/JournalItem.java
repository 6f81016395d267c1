package io.aftersales.accounting.ledger;

import io.aftersales.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Immutable;

import java.math.BigDecimal;
import java.util.UUID;

/** One side of a journal entry: an account, debited or credited. */
@Entity
@Immutable
public class JournalItem {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private JournalEntry entry;

    @Column(nullable = false)
    private int position;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Account account;

    /** Whose receivable it is; null for the other accounts. */
    private UUID customerId;

    @Column(nullable = false)
    private BigDecimal debit;

    @Column(nullable = false)
    private BigDecimal credit;

    protected JournalItem() {}

    JournalItem(JournalEntry entry, int position, Account account, UUID customerId, BigDecimal debited) {
        this.entry = entry;
        this.position = position;
        this.account = account;
        this.customerId = customerId;
        this.debit = debited.max(BigDecimal.ZERO);
        this.credit = debited.negate().max(BigDecimal.ZERO);
    }

    public Account account() {
        return account;
    }

    public UUID customerId() {
        return customerId;
    }

    public BigDecimal debit() {
        return debit;
    }

    public BigDecimal credit() {
        return credit;
    }
}
