package io.aftersales.platform.reference;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

import java.util.UUID;

/**
 * Our own company as the helpdesk last told us, in a table of one row. An older message never overwrites a newer one; another
 * company, after a restore of the helpdesk, begins anew.
 *
 * @param <T> the message
 */
@MappedSuperclass
public abstract class LearnedCompany<T> {

    /** The key of the row. */
    public static final boolean ONLY_ROW = true;

    @Id
    private boolean onlyRow = ONLY_ROW;

    @Column(nullable = false)
    private UUID companyId;

    /** Of the message that the rest comes from. */
    @Column(nullable = false)
    private long sequence;

    void learn(UUID told, long newSequence, T message) {
        if (newSequence > sequence || !told.equals(companyId)) {
            companyId = told;
            sequence = newSequence;
            copy(message);
        }
    }

    /** Takes over what the message says. */
    protected abstract void copy(T told);
}
