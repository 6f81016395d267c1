package io.aftersales.accounting.history;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where something that was written down stands among all that happened to its document. The time does not tell: the clocks of
 * replicas differ.
 *
 * @param number drawn by the database while the document was locked; null for what is older than these numbers, and comes first
 * @param at when it was, which tells the order of those
 */
public record Recorded(Long number, Instant at) implements Comparable<Recorded> {

    private static final Comparator<Recorded> ORDER = Comparator.comparing(
                    Recorded::number, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Recorded::at);

    @Override
    public int compareTo(Recorded other) {
        return ORDER.compare(this, other);
    }
}
