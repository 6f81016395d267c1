package io.aftersales.systemtests.bench.report;

import java.util.Locale;

/**
 * What a row must reach.
 *
 * @param ofRatio whether it bounds the ratio to the baseline, or else the figure itself
 */
public record Target(boolean atLeast, double bound, boolean ofRatio, String unit) {

    public static Target ratioAtLeast(double bound) {
        return new Target(true, bound, true, "×");
    }

    public static Target ratioAtMost(double bound) {
        return new Target(false, bound, true, "×");
    }

    public static Target atLeast(double bound, String unit) {
        return new Target(true, bound, false, unit);
    }

    public static Target atMost(double bound, String unit) {
        return new Target(false, bound, false, unit);
    }

    boolean isMetBy(double value) {
        return atLeast ? value >= bound : value <= bound;
    }

    @Override
    public String toString() {
        String number =
                ofRatio ? String.format(Locale.ROOT, "%.2f", bound) : String.format(Locale.ROOT, "%,.0f", bound);
        return (atLeast ? "≥ " : "≤ ") + number + " " + unit;
    }
}
