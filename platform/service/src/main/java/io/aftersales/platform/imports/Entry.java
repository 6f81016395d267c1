package io.aftersales.platform.imports;

import io.aftersales.platform.problem.RuleBroken;

/**
 * A row as it was read, and what became of it.
 *
 * @param line where it begins
 * @param weight bytes that it took in the upload
 * @param row null where it could not be read
 * @param reference null where not even that could be read
 * @param refusal why it is not taken; null while nothing speaks against it
 * @param isKnown whether it was there already
 */
record Entry<R>(long line, int weight, R row, String reference, RuleBroken refusal, boolean isKnown) {

    static <R extends ImportRow> Entry<R> of(long line, int weight, R row) {
        return new Entry<>(line, weight, row, row.externalReference(), null, false);
    }

    static <R> Entry<R> refused(long line, int weight, String reference, RuleBroken why) {
        return new Entry<>(line, weight, null, reference, why, false);
    }

    boolean isOpen() {
        return refusal == null && !isKnown;
    }

    Entry<R> refused(RuleBroken why) {
        return refused(line, weight, reference, why);
    }

    Entry<R> known() {
        return new Entry<>(line, weight, null, reference, null, true);
    }
}
