package io.aftersales.local.retail;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.process.SuiteException;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the API says about the documents that a replay made, whatever else is there.
 *
 * @param invoices how many are posted
 * @param invoiced what they sum to, in GBP
 * @param creditNotes how many are posted
 * @param credited what they sum to
 * @param receivable what is still open on the invoices and not yet used of the credit notes
 */
public record Totals(
        int invoices, BigDecimal invoiced, int tickets, int creditNotes, BigDecimal credited, BigDecimal receivable) {

    private static final String CURRENCY = "GBP";

    Totals(List<JsonNode> invoices, int tickets, List<JsonNode> creditNotes) {
        this(
                posted(invoices),
                sum(invoices, "total"),
                tickets,
                posted(creditNotes),
                sum(creditNotes, "total"),
                sum(invoices, "residual").subtract(sum(creditNotes, "residual")));
    }

    /** What the sales themselves say that must come out. */
    public static Totals expectedOf(Sales sales) {
        return new Totals(
                sales.invoices().size(),
                sales.invoiced(),
                sales.cancellations().size(),
                (int) sales.refunds().count(),
                sales.refunded(),
                sales.invoiced().subtract(sales.refunded()));
    }

    /** Whether counts are equal and amounts are to the penny. */
    public boolean agreesWith(Totals other) {
        return invoices == other.invoices
                && tickets == other.tickets
                && creditNotes == other.creditNotes
                && invoiced.compareTo(other.invoiced) == 0
                && credited.compareTo(other.credited) == 0
                && receivable.compareTo(other.receivable) == 0;
    }

    @Override
    public String toString() {
        return "%,d invoices worth %,.2f GBP, %,d tickets, %,d credit notes posted worth %,.2f, receivable %,.2f"
                .formatted(invoices, invoiced, tickets, creditNotes, credited, receivable);
    }

    private static int posted(List<JsonNode> documents) {
        return (int) documents.stream()
                .filter(document -> document.path("state").asText().equals("posted"))
                .count();
    }

    private static BigDecimal sum(List<JsonNode> documents, String field) {
        return documents.stream()
                .map(document -> amount(document.path(field)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(JsonNode money) {
        String currency = money.path("currency").asText();
        if (!currency.equals(CURRENCY)) {
            throw new SuiteException("The sales are in %s, but the API says %s.".formatted(CURRENCY, money));
        }
        return new BigDecimal(money.path("amount").asText());
    }
}
