package io.aftersales.local.retail;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a set of sales lines means for us: invoices of known customers, and the cancellations that find what they cancel.
 *
 * @param invoices in the order of their first lines
 * @param cancellations in the order of their first lines
 * @param leftOut lines without a customer, or with nothing sold
 * @param unmatched cancelled lines of known customers that find no invoiced line
 */
public record Sales(List<RetailInvoice> invoices, List<Cancellation> cancellations, int leftOut, int unmatched) {

    /** Takes lines of any order. */
    static Sales of(Collection<SalesLine> lines) {
        List<SalesLine> ordered = lines.stream().sorted(SalesLine.IN_ORDER).toList();
        Map<String, List<SalesLine>> sold = ordered.stream()
                .filter(line -> line.isSale() && line.hasCustomer())
                .collect(Collectors.groupingBy(SalesLine::invoiceNo, LinkedHashMap::new, Collectors.toList()));
        Map<String, RetailInvoice> invoices = new LinkedHashMap<>();
        sold.forEach((number, own) ->
                invoices.put(number, new RetailInvoice(number, own.get(0).customerId(), own)));

        Matching matching = new Matching();
        Map<String, List<Matching.Match>> matches = new LinkedHashMap<>();
        int unmatched = 0;
        int leftOut = 0;
        for (SalesLine line : ordered) {
            if (!line.hasCustomer() || !(line.isSale() || line.isCancellation())) {
                leftOut++;
            } else if (line.isSale()) {
                matching.sold(line);
            } else {
                var match = matching.cancelled(line);
                match.ifPresent(found -> matches.computeIfAbsent(line.invoiceNo(), key -> new ArrayList<>())
                        .add(found));
                unmatched += match.isPresent() ? 0 : 1;
            }
        }
        Map<String, SalesLine> firstLines = ordered.stream()
                .filter(SalesLine::isCancellation)
                .collect(Collectors.toMap(SalesLine::invoiceNo, line -> line, (first, later) -> first));
        List<Cancellation> cancellations = matches.entrySet().stream()
                .map(entry -> cancellation(firstLines.get(entry.getKey()), entry.getValue(), invoices))
                .toList();
        return new Sales(List.copyOf(invoices.values()), cancellations, leftOut, unmatched);
    }

    private static Cancellation cancellation(
            SalesLine first, List<Matching.Match> matches, Map<String, RetailInvoice> invoices) {
        Map<String, Map<SalesLine, Integer>> quantities = new LinkedHashMap<>();
        for (Matching.Match match : matches) {
            quantities
                    .computeIfAbsent(match.sold().invoiceNo(), key -> new LinkedHashMap<>())
                    .merge(match.sold(), match.quantity(), Integer::sum);
        }
        LocalDate date = first.time().toLocalDate();
        List<Cancellation.Refund> refunds = quantities.entrySet().stream()
                .map(entry -> new Cancellation.Refund(
                        invoices.get(entry.getKey()),
                        entry.getValue().entrySet().stream()
                                .map(line -> new Cancellation.RefundedLine(line.getKey(), line.getValue()))
                                .toList()))
                .toList();
        return new Cancellation(first.invoiceNo(), first.customerId(), date, refunds);
    }

    /** Country of each customer that has an invoice. */
    Map<String, String> customers() {
        Map<String, String> countries = new LinkedHashMap<>();
        invoices.forEach(invoice -> countries.putIfAbsent(
                invoice.customerId(), invoice.lines().get(0).country()));
        return countries;
    }

    Stream<Cancellation.Refund> refunds() {
        return cancellations.stream().flatMap(cancellation -> cancellation.refunds().stream());
    }

    /** What all invoices sum to, in GBP. */
    BigDecimal invoiced() {
        return invoices.stream().map(RetailInvoice::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What all refunds sum to, in GBP. */
    BigDecimal refunded() {
        return refunds().map(Cancellation.Refund::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
