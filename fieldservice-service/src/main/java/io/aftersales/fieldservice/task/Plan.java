package io.aftersales.fieldservice.task;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a visit is to be, to the millisecond.
 *
 * @param start null where nothing is planned
 * @param end null where only the start is planned
 */
@Embeddable
public record Plan(
        @Column(name = "planned_start") Instant start,
        @Column(name = "planned_end") Instant end) {

    /** What a visit takes up when nobody said how long it will be. */
    private static final Duration USUAL = Duration.ofHours(1);

    static Plan of(Planned planned) {
        return new Plan(millis(planned.plannedStart()), millis(planned.plannedEnd()));
    }

    static Plan none() {
        return new Plan(null, null);
    }

    boolean isMade() {
        return start != null;
    }

    /** When the technicians are free again: an hour after the start where no end is planned. */
    public Instant busyUntil() {
        return end == null ? start.plus(USUAL) : end;
    }

    private static Instant millis(Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MILLIS);
    }
}
