package io.aftersales.platform.history;

import io.aftersales.platform.security.Requester;
import jakarta.persistence.Embeddable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who did something, and when.
 *
 * @param sub subject of their token
 * @param name their name at that moment
 * @param at to the microsecond, as the database keeps it
 */
@Embeddable
public record Stamp(String sub, String name, Instant at) {

    /** Somebody, now. */
    public static Stamp of(Requester requester) {
        return new Stamp(requester.sub(), requester.name(), Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    public Requester by() {
        return new Requester(sub, name);
    }
}
