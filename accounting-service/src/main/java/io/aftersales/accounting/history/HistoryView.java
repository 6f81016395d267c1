package io.aftersales.accounting.history;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/** All that happened to a document, the oldest first. A document has as many entries as people did things to it. */
@Schema(name = "History")
public record HistoryView(List<HistoryEntry> items) {}
