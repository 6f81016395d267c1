package io.aftersales.helpdesk.aftersales;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What came out of a ticket's actions of one kind, at a glance: a count and a link to the one document or to the list.
 */
@Schema(name = "SmartButton")
public record SmartButton(
        @Schema(examples = "credit-notes") String kind,
        @Schema(examples = "Credit Notes") String label,
        int count,
        String href,
        List<Entry> documents) {

    /** One of the documents behind a smart button. */
    @Schema(name = "SmartButtonDocument")
    public record Entry(UUID id, String number, String state, String href, Map<String, Object> facts) {

        /** The same document, with other facts. */
        public Entry with(Map<String, Object> others) {
            return new Entry(id, number, state, href, others);
        }
    }

    /** The same button, each of whose documents shows what a service makes of it. */
    public SmartButton showing(UnaryOperator<Entry> way) {
        return new SmartButton(
                kind, label, count, href, documents.stream().map(way).toList());
    }

    /**
     * Folds the documents of all actions of one kind into a button; there is none before the first document that counts. Of
     * a document that several actions tell about, the newest state is shown.
     */
    static Optional<SmartButton> of(ButtonName name, UUID ticketId, Collection<Action> actions) {
        Map<UUID, Document> newest = new HashMap<>();
        for (Action action : actions) {
            action.documents()
                    .forEach((id, document) -> newest.merge(
                            id, document, (one, other) -> one.sequence() >= other.sequence() ? one : other));
        }
        List<Entry> entries = newest.entrySet().stream()
                .filter(entry -> entry.getValue().onButton())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry(entry.getKey(), entry.getValue()))
                .toList();
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        String href = entries.size() == 1 ? entries.get(0).href() : name.hrefOfAll(ticketId);
        return Optional.of(new SmartButton(name.kind(), name.label(), entries.size(), href, entries));
    }

    private static Entry entry(UUID id, Document document) {
        return new Entry(id, document.number(), document.state(), document.href(), document.facts());
    }
}
