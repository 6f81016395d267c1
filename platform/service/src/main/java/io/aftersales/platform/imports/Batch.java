package io.aftersales.platform.imports;

import io.aftersales.platform.problem.RuleBroken;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rows that one transaction takes; no two have the same reference. A row is imported unless it was said to be known or
 * refused; that holds once the transaction has committed.
 */
public final class Batch<R extends ImportRow> {

    private final List<R> rows;
    private final Map<String, RuleBroken> refusals = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    Batch(List<R> rows) {
        this.rows = rows;
    }

    /** The rows that are neither known nor refused, in the order of the upload. */
    public List<R> open() {
        return rows.stream().filter(this::isOpen).toList();
    }

    /** The references of the open rows. */
    public List<String> references() {
        return open().stream().map(ImportRow::externalReference).toList();
    }

    /** Says that the records with these references are there already: their rows are counted, and nothing is done. */
    public void known(Collection<String> references) {
        known.addAll(references);
    }

    /** Refuses one row; nothing of it may have been changed yet. */
    public void refuse(R row, RuleBroken why) {
        refusals.put(row.externalReference(), why);
    }

    /** Does something with every open row. A rule that is broken there, before anything was changed, refuses that row. */
    public void each(Consumer<R> step) {
        for (R row : open()) {
            try {
                step.accept(row);
            } catch (RuleBroken broken) {
                refuse(row, broken);
            }
        }
    }

    boolean isKnown(String reference) {
        return known.contains(reference);
    }

    RuleBroken refusalOf(String reference) {
        return refusals.get(reference);
    }

    private boolean isOpen(R row) {
        String reference = row.externalReference();
        return !known.contains(reference) && !refusals.containsKey(reference);
    }
}
