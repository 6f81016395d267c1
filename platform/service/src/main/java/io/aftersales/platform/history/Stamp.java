package io.aftersales.platform.history;

import io.aftersales.platform.security.Requester;
import jakarta.persistence.Embeddable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who did something, and when.
 *
 * @param sub subject of their token; null where something happened by itself
 * @param name their name at that moment; null where something happened by itself
 * @param at to the microsecond, as the database keeps it
 */
@Embeddable
public record Stamp(String sub, String name, Instant at) {

    /** Somebody, now. */
    public static Stamp of(Requester requester) {
        return new Stamp(requester.sub(), requester.name(), Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** It happened by itself, now. */
    public static Stamp ofNobody() {
        return new Stamp(null, null, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** Who it was; null if it happened by itself. */
    public Requester by() {
        return sub == null ? null : new Requester(sub, name);
    }
}
