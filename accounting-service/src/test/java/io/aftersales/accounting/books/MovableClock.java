package io.aftersales.accounting.books;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The service's clock, which tests move; it goes on from where it was put. */
public final class MovableClock extends Clock {

    /** Where the test company is. */
    public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final MovableClock ONLY = new MovableClock();

    private volatile Duration ahead = Duration.ZERO;

    private MovableClock() {}

    /** Takes the place of the platform's clock. */
    static class Time {

        @Produces
        @Singleton
        Clock clock() {
            return ONLY;
        }
    }

    public static LocalDate today() {
        return LocalDate.now(BERLIN);
    }

    /** It is this time of the day in Berlin. */
    public static void moveTo(LocalDate day, LocalTime time) {
        ONLY.ahead =
                Duration.between(Instant.now(), day.atTime(time).atZone(BERLIN).toInstant());
    }

    public static void moveTo(LocalDate day) {
        moveTo(day, LocalTime.NOON);
    }

    public static void reset() {
        ONLY.ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
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
