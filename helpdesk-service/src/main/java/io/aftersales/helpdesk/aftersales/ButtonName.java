package io.aftersales.helpdesk.aftersales;

import java.util.UUID;

/**
 * The smart button that an after-sales service fills.
 *
 * @param kind such as {@code credit-notes}
 * @param label what a person reads on it
 * @param collection where the owner serves the documents, below {@code /api/v1}
 */
public record ButtonName(String kind, String label, String collection) {

    private static final String API = "/api/v1/";

    /** Address of one of the documents. */
    public String href(UUID documentId) {
        return API + collection + "/" + documentId;
    }

    /** Address of the list of a ticket's documents. */
    String hrefOfAll(UUID ticketId) {
        return API + collection + "?ticketId=" + ticketId;
    }
}
