package io.aftersales.local.retail;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.api.ApiClient;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
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

    /**
     * An invoice or credit note.
     *
     * @param document as lists show it
     * @param entries its entry in the journal
     * @param usedByOthers what of its residual went to anything else than settling these invoices by these credit notes: payments,
     *     other credits, what was paid out
     */
    record Booked(JsonNode document, List<JsonNode> entries, BigDecimal usedByOthers) {

        String id() {
            return document.path("id").asText();
        }
    }

    /**
     * The posted invoices that bear the number of this sale: one, if all is well.
     *
     * @param creditNotes ids of those that the sales' own cancellations made
     */
    List<Booked> invoices(RetailInvoice sale, Set<String> creditNotes) {
        return posted("invoices", "externalReference=" + References.invoice(sale.invoiceNo()))
                .map(invoice -> booked(invoice, usedByOthers(invoice, creditNotes)))
                .toList();
    }

    /** The posted credit notes of a ticket that were asked for because of this cancellation. */
    List<Booked> creditNotes(Cancellation cancellation, String ticketId) {
        String reason = ", " + Replay.reason(cancellation);
        return posted("credit-notes", "ticketId=" + ticketId)
                .filter(note -> note.path("reference").asText().endsWith(reason))
                .map(note -> booked(note, usedByOthers(note)))
                .toList();
    }

    private Stream<JsonNode> posted(String collection, String filter) {
        return accountant.list(collection + "?state=posted&" + filter).stream();
    }

    private Booked booked(JsonNode document, BigDecimal usedByOthers) {
        return new Booked(
                document,
                accountant.list(
                        "journal-entries?documentId=" + document.path("id").asText()),
                usedByOthers);
    }

    /** Payments of an invoice, less what was released of them, and what other credits settled of it. */
    private BigDecimal usedByOthers(JsonNode invoice, Set<String> creditNotes) {
        if (invoice.path("paymentState").asText().equals("not_paid")) {
            return BigDecimal.ZERO;
        }
        return uses("invoices", invoice)
                // Uses of released payments are told there too, and change nothing of the invoice.
                .filter(entry -> entry.path("after").has("paymentState"))
                .filter(entry -> !isCredit(entry)
                        || !creditNotes.contains(
                                entry.path("details").path("creditNoteId").asText()))
                .map(Books::used)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What of a credit note did not settle its own invoice. */
    private BigDecimal usedByOthers(JsonNode creditNote) {
        return uses("credit-notes", creditNote)
                .filter(entry -> !isCredit(entry))
                .map(Books::used)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Stream<JsonNode> uses(String collection, JsonNode document) {
        return accountant
                .get(collection + "/" + document.path("id").asText() + "/history")
                .body()
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("before").has("residual"));
    }

    private static boolean isCredit(JsonNode entry) {
        return entry.path("action").asText().equals("credited");
    }

    private static BigDecimal used(JsonNode entry) {
        return Totals.amount(entry.path("before").path("residual"))
                .subtract(Totals.amount(entry.path("after").path("residual")));
    }
}
