package io.aftersales.local.retail;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.process.SuiteException;
import io.aftersales.local.retail.Books.Booked;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of sales, by the work of a replay: what others did with the same documents since is left out where the API tells it
 * apart.
 *
 * @param invoices how many are posted
 * @param invoiced what they sum to, in GBP
 * @param creditNotes how many are posted
 * @param credited what they sum to
 * @param receivable what these documents left on that account of the ledger
 * @param income the same, what was earned being positive
 * @param open what the invoices have open and the credit notes have not used yet, as it is without payments and credits of others:
 *     the receivable again
 * @param creditedTwice invoices with two credit notes
 * @param reversed invoices settled by these credit notes alone; where others took part, those that these credit all of
 * @param deliveries how many are done
 * @param delivered units that left with them
 * @param returns how many are done
 * @param returned units that came back with them
 */
public record Totals(
        int invoices,
        BigDecimal invoiced,
        int tickets,
        int creditNotes,
        BigDecimal credited,
        BigDecimal receivable,
        BigDecimal income,
        BigDecimal open,
        int creditedTwice,
        int reversed,
        int deliveries,
        BigDecimal delivered,
        int returns,
        BigDecimal returned) {

    private static final String CURRENCY = "GBP";

    /** What the books and the stockroom say. */
    static Totals of(
            List<Booked> invoices,
            int tickets,
            List<Booked> creditNotes,
            List<JsonNode> deliveries,
            List<JsonNode> returns) {
        Map<String, Long> notesOfInvoice = creditNotes.stream()
                .collect(Collectors.groupingBy(
                        note -> note.document().path("invoiceId").asText(), Collectors.counting()));
        return new Totals(
                invoices.size(),
                sum(invoices, "total"),
                tickets,
                creditNotes.size(),
                sum(creditNotes, "total"),
                balance("receivable", invoices, creditNotes),
                balance("income", invoices, creditNotes).negate(),
                open(invoices).subtract(open(creditNotes)),
                two(notesOfInvoice.values()),
                (int) invoices.stream()
                        .filter(invoice -> isReversed(invoice, creditNotes))
                        .count(),
                deliveries.size(),
                units(deliveries, "delivered"),
                returns.size(),
                units(returns, "received"));
    }

    /** What the sales themselves say that must come out. */
    public static Totals expectedOf(Sales sales) {
        Map<RetailInvoice, List<Cancellation.Refund>> refundsOfInvoice =
                sales.refunds().collect(Collectors.groupingBy(Cancellation.Refund::invoice));
        BigDecimal left = sales.invoiced().subtract(sales.refunded());
        return new Totals(
                sales.invoices().size(),
                sales.invoiced(),
                sales.cancellations().size(),
                (int) sales.refunds().count(),
                sales.refunded(),
                left,
                left,
                left,
                two(refundsOfInvoice.values().stream()
                        .map(refunds -> (long) refunds.size())
                        .toList()),
                (int) refundsOfInvoice.entrySet().stream()
                        .filter(entry -> add(entry.getValue().stream().map(Cancellation.Refund::total))
                                        .compareTo(entry.getKey().total())
                                == 0)
                        .count(),
                sales.invoices().size(),
                add(sales.invoices().stream()
                        .flatMap(invoice -> invoice.lines().stream())
                        .map(line -> BigDecimal.valueOf(line.quantity()))),
                (int) sales.refunds().count(),
                add(sales.refunds()
                        .flatMap(refund -> refund.lines().stream())
                        .map(line -> BigDecimal.valueOf(line.quantity()))));
    }

    /** Whether counts are equal and amounts are to the penny. */
    public boolean agreesWith(Totals other) {
        return figures().equals(other.figures());
    }

    @Override
    public String toString() {
        return figures().entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .collect(Collectors.joining(", "));
    }

    /** A table for a person, with what differs marked. */
    public String beside(Totals expected) {
        Map<String, String> wanted = expected.figures();
        StringBuilder table = new StringBuilder("  %-32s %14s %14s%n".formatted("", "found", "expected"));
        figures()
                .forEach((name, found) -> table.append("  %-32s %14s %14s%s%n"
                        .formatted(name, found, wanted.get(name), found.equals(wanted.get(name)) ? "" : "  differs")));
        return table.toString().stripTrailing();
    }

    /** Each by its name, as a person reads it. */
    private Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("invoices", count(invoices));
        figures.put("worth", money(invoiced));
        figures.put("tickets", count(tickets));
        figures.put("credit notes posted", count(creditNotes));
        figures.put("credited", money(credited));
        figures.put("receivable", money(receivable));
        figures.put("income", money(income));
        figures.put("open", money(open));
        figures.put("invoices with two credit notes", count(creditedTwice));
        figures.put("reversed invoices", count(reversed));
        figures.put("deliveries done", count(deliveries));
        figures.put("units delivered", units(delivered));
        figures.put("returns done", count(returns));
        figures.put("units returned", units(returned));
        return figures;
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Nothing is rounded away: a fraction of a penny too much shows. */
    private static String money(BigDecimal amount) {
        return new DecimalFormat("#,##0.00########", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(amount);
    }

    private static String units(BigDecimal quantity) {
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(quantity);
    }

    private static BigDecimal units(List<JsonNode> documents, String field) {
        return add(documents.stream()
                .flatMap(document -> document.path("lines").valueStream())
                .map(line -> line.path(field).decimalValue()));
    }

    private static int two(Collection<Long> counts) {
        return (int) counts.stream().filter(count -> count == 2).count();
    }

    private static BigDecimal sum(List<Booked> documents, String field) {
        return add(documents.stream().map(booked -> amount(booked.document().path(field))));
    }

    private static BigDecimal open(List<Booked> documents) {
        return sum(documents, "residual").add(add(documents.stream().map(Booked::usedByOthers)));
    }

    private static boolean isReversed(Booked invoice, List<Booked> creditNotes) {
        if (invoice.usedByOthers().signum() == 0) {
            return invoice.document().path("paymentState").asText().equals("reversed");
        }
        List<Booked> own = creditNotes.stream()
                .filter(note -> note.document().path("invoiceId").asText().equals(invoice.id()))
                .toList();
        return sum(own, "total").compareTo(amount(invoice.document().path("total"))) == 0;
    }

    /** Debit less credit. */
    private static BigDecimal balance(String account, List<Booked> invoices, List<Booked> creditNotes) {
        Function<JsonNode, BigDecimal> change = item -> side(item, "debit").subtract(side(item, "credit"));
        return add(Stream.concat(invoices.stream(), creditNotes.stream())
                .flatMap(booked -> booked.entries().stream())
                .flatMap(entry -> entry.path("items").valueStream())
                .filter(item -> item.path("account").asText().equals(account))
                .map(change));
    }

    /** An item is on one side of its account. */
    private static BigDecimal side(JsonNode item, String side) {
        return item.has(side) ? amount(item.path(side)) : BigDecimal.ZERO;
    }

    private static BigDecimal add(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal amount(JsonNode money) {
        String currency = money.path("currency").asText();
        if (!currency.equals(CURRENCY)) {
            throw new SuiteException("The sales are in %s, but the API says %s.".formatted(CURRENCY, money));
        }
        return new BigDecimal(money.path("amount").asText());
    }
}
