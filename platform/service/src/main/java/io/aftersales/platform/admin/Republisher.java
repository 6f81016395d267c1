package io.aftersales.platform.admin;

import io.aftersales.platform.work.Aggregate;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;

import java.util.List;
import java.util.UUID;

/** Tells others again what a service knows of one kind of aggregate. Every bean of this type is found. */
public interface Republisher<E extends Aggregate> {

    /** The next aggregates by id, locked, with all that their event shows. */
    Uni<List<E>> after(UUID last, int limit);

    /** Publishes the present state of one, with {@link Work#republish}; nothing if nobody was ever told of it. */
    void republish(E aggregate, Work work);
}
