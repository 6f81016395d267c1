package io.aftersales.local.retail;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A cancellation of a known customer, of which at least one line finds what it cancels.
 *
 * @param refunds one for each invoice that it touches
 */
public record Cancellation(String cancellationNo, String customerId, LocalDate date, List<Refund> refunds) {

    public Cancellation {
        refunds = List.copyOf(refunds);
    }

    /** What is given back of one invoice; no line of the invoice is named twice. */
    public record Refund(RetailInvoice invoice, List<RefundedLine> lines) {

        public Refund {
            lines = List.copyOf(lines);
        }

        BigDecimal total() {
            return lines.stream().map(RefundedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** @param line of the invoice */
    public record RefundedLine(SalesLine line, int quantity) {

        BigDecimal amount() {
            return line.unitPrice().multiply(BigDecimal.valueOf(quantity));
        }
    }
}
