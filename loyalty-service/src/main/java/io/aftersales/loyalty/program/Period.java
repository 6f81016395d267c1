package io.aftersales.loyalty.program;

import jakarta.persistence.Embeddable;

import java.time.LocalDate;

/**
 * The days on which a program gives coupons, both inclusive. What it gave stays usable after the last one.
 *
 * @param validFrom null for always before
 * @param validUntil null for always after
 */
@Embeddable
public record Period(LocalDate validFrom, LocalDate validUntil) {

    static final Period ALWAYS = new Period(null, null);

    boolean includes(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validUntil == null || !day.isAfter(validUntil));
    }

    String inWords() {
        String from = validFrom == null ? "" : "from " + validFrom + " ";
        return (from + (validUntil == null ? "" : "until " + validUntil)).strip();
    }
}
