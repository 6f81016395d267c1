package io.aftersales.local.retail;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * An ordinary invoice of a known customer.
 *
 * @param lines those sold, at least one
 */
public record RetailInvoice(String invoiceNo, String customerId, List<SalesLine> lines) {

    public RetailInvoice {
        lines = List.copyOf(lines);
    }

    LocalDate date() {
        return lines.get(0).time().toLocalDate();
    }

    BigDecimal total() {
        return lines.stream().map(SalesLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
