package io.aftersales.helpdesk.aftersales;

import io.aftersales.platform.rest.Warning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What an owner's event means to the ticket.
 *
 * @param text one sentence for the chatter
 * @param documentId the document that the event is about
 * @param document that document, whole
 * @param mentioned other documents that came into being with it
 * @param warnings reservations with which the owner did it
 * @param lasting names of facts that events may leave out, and that stay as they are known; so does the document's number
 */
public record News(
        String text,
        UUID documentId,
        Document document,
        Map<UUID, Document> mentioned,
        List<Warning> warnings,
        Set<String> lasting) {

    public static News of(String text, UUID documentId, Document document) {
        return new News(text, documentId, document, Map.of(), List.of(), Set.of());
    }

    /** The same news, which also mention another new document. */
    public News with(UUID otherId, Document other) {
        Map<UUID, Document> more = new LinkedHashMap<>(mentioned);
        more.put(otherId, other);
        return new News(text, documentId, document, more, warnings, lasting);
    }

    /** The same news, with something to know about them. */
    public News with(Warning warning) {
        List<Warning> more = new ArrayList<>(warnings);
        more.add(warning);
        return new News(text, documentId, document, mentioned, more, lasting);
    }

    /** The same news, of which these facts last where other events do not tell them. */
    public News lasting(String... names) {
        return new News(text, documentId, document, mentioned, warnings, Set.of(names));
    }
}
