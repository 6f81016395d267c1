package io.aftersales.accounting.history;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.Comparator;
import java.util.List;

/** All that happened to a document, the oldest first. A document has as many entries as people did things to it. */
@Schema(name = "History")
public record HistoryView(List<HistoryEntry> items) {

    /** Puts entries in the order of their time; those of one moment stay as they are. */
    public static HistoryView of(List<HistoryEntry> entries) {
        return new HistoryView(entries.stream()
                .sorted(Comparator.comparing(entry -> entry.made().at()))
                .toList());
    }
}
