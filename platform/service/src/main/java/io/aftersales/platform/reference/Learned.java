package io.aftersales.platform.reference;

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

    /** Of the message that the rest comes from; they are counted from 1. */
    @Column(nullable = false)
    private long sequence;

    void learn(UUID told, long newSequence, T message) {
        if (newSequence > sequence) {
            id = told;
            sequence = newSequence;
            copy(message);
        }
    }

    /** Takes over what the message says. */
    protected abstract void copy(T told);

    public UUID id() {
        return id;
    }
}
