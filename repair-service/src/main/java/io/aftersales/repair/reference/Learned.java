package io.aftersales.repair.reference;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

import java.util.UUID;

/**
 * A record of another service as it last told us. An older message never overwrites a newer one.
 *
 * @param <T> the message
 */
@MappedSuperclass
public abstract class Learned<T> {

    @Id
    private UUID id;

    /** Of the message that the rest comes from. */
    @Column(nullable = false)
    private long sequence;

    void learnFirst(UUID newId, long newSequence, T told) {
        id = newId;
        sequence = newSequence;
        copy(told);
    }

    void learn(long newSequence, T told) {
        if (newSequence > sequence) {
            sequence = newSequence;
            copy(told);
        }
    }

    abstract void copy(T told);

    public UUID id() {
        return id;
    }
}
