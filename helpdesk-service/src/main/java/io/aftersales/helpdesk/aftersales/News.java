package io.aftersales.helpdesk.aftersales;

import io.aftersales.platform.rest.Warning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an owner's event means to the ticket.
 *
 * @param text one sentence for the chatter
 * @param documentId the document that the event is about
 * @param document that document, whole
 * @param mentioned other documents that came into being with it
 * @param warnings reservations with which the owner did it
 */
public record News(
        String text, UUID documentId, Document document, Map<UUID, Document> mentioned, List<Warning> warnings) {

    public static News of(String text, UUID documentId, Document document) {
        return new News(text, documentId, document, Map.of(), List.of());
    }

    /** The same news, which also mention another new document. */
    public News with(UUID otherId, Document other) {
        Map<UUID, Document> more = new LinkedHashMap<>(mentioned);
        more.put(otherId, other);
        return new News(text, documentId, document, more, warnings);
    }

    /** The same news, with something to know about them. */
    public News with(Warning warning) {
        List<Warning> more = new ArrayList<>(warnings);
        more.add(warning);
        return new News(text, documentId, document, mentioned, more);
    }
}
