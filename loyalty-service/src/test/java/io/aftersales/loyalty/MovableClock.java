package io.aftersales.loyalty;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The service's clock, which tests move; it goes on from where it was put. */
public final class MovableClock extends Clock {

    private static final MovableClock ONLY = new MovableClock();

    private volatile Duration ahead = Duration.ZERO;

    private MovableClock() {}

    /** Takes the place of the own one of the service. */
    static class Time {

        @Produces
        @Singleton
        @Alternative
        @Priority(1)
        Clock clock() {
            return ONLY;
        }
    }

    public static void moveAhead(Duration by) {
        ONLY.ahead = by;
    }

    public static void reset() {
        ONLY.ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Everybody asks for instants");
    }
}
