package io.aftersales.local.retail;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.api.ApiClient;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the API says about the documents of some sales, found by the sales' own references, whatever else is there and whoever
 * entered them.
 */
final class Books {

    private final ApiClient accountant;

    Books(ApiClient accountant) {
        this.accountant = accountant;
    }

    /** An invoice or credit note as lists show it, and its entry in the journal. */
    record Booked(JsonNode document, List<JsonNode> entries) {}

    /** The posted invoices that bear the number of this sale: one, if all is well. */
    List<Booked> invoices(RetailInvoice sale) {
        return posted("invoices?externalReference=" + References.invoice(sale.invoiceNo()))
                .toList();
    }

    /** The posted credit notes of a ticket that were asked for because of this cancellation. */
    List<Booked> creditNotes(Cancellation cancellation, String ticketId) {
        String reason = ", " + Replay.reason(cancellation);
        return posted("credit-notes?ticketId=" + ticketId)
                .filter(note -> note.document().path("reference").asText().endsWith(reason))
                .toList();
    }

    private Stream<Booked> posted(String list) {
        return accountant.list(list).stream()
                .filter(document -> document.path("state").asText().equals("posted"))
                .map(document -> new Booked(
                        document,
                        accountant.list("journal-entries?documentId="
                                + document.path("id").asText())));
    }
}
