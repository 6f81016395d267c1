package io.aftersales.platform.work;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.paging.Keyed;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

import java.util.UUID;

/**
 * A document or other root entity: what is locked, versioned and told about as a whole. Its id is known before it is stored.
 */
@MappedSuperclass
public abstract class Aggregate implements Keyed {

    @Id
    private UUID id = Ids.next();

    /** Counts changes; the ETag of the REST API. */
    @Version
    @Column(nullable = false)
    private long version;

    /** How many events have been published about this aggregate, over all topics. */
    @Column(nullable = false)
    private long eventSequence;

    @Override
    public UUID id() {
        return id;
    }

    public long version() {
        return version;
    }

    public long eventSequence() {
        return eventSequence;
    }

    long nextEventSequence() {
        return ++eventSequence;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Aggregate that && id.equals(that.id);
    }

    @Override
    public final int hashCode() {
        return id.hashCode();
    }
}
