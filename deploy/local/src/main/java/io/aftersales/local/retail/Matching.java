package io.aftersales.local.retail;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the invoiced line that a cancelled one takes back: the latest earlier one of the same customer, article and unit
 * price that still has at least that quantity left. What is taken back is used up.
 *
 * <p>Lines are given in the order of events; a line of the month before is never found.
 */
final class Matching {

    private final Map<Key, Deque<Open>> latestFirst = new HashMap<>();

    /** Takes note of an invoiced line. */
    void sold(SalesLine line) {
        latestFirst.computeIfAbsent(Key.of(line), key -> new ArrayDeque<>()).addFirst(new Open(line));
    }

    /** The line that this one takes back; empty if there is none, or none with enough left. */
    Optional<Match> cancelled(SalesLine line) {
        int quantity = -line.quantity();
        return latestFirst.getOrDefault(Key.of(line), new ArrayDeque<>()).stream()
                .filter(open -> open.left >= quantity)
                .findFirst()
                .map(open -> {
                    open.left -= quantity;
                    return new Match(open.line, quantity);
                });
    }

    /** @param sold the line taken back */
    record Match(SalesLine sold, int quantity) {}

    private record Key(String customerId, String stockCode, BigDecimal unitPrice) {

        /** Prices are equal by value here: the reader strips trailing zeros. */
        static Key of(SalesLine line) {
            return new Key(line.customerId(), line.stockCode(), line.unitPrice());
        }
    }

    private static final class Open {

        private final SalesLine line;
        private int left;

        private Open(SalesLine line) {
            this.line = line;
            this.left = line.quantity();
        }
    }
}
