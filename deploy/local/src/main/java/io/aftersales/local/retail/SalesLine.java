package io.aftersales.local.retail;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Comparator;

/**
 * A line of the <em>Online Retail</em> data set.
 *
 * @param invoiceNo of the invoice, or of the cancellation, which begins with C
 * @param quantity negative on cancellations
 * @param unitPrice in GBP
 * @param customerId such as {@code 17850}; empty where it is not known
 * @param position of the line in its file
 */
public record SalesLine(
        String invoiceNo,
        String stockCode,
        String description,
        int quantity,
        LocalDateTime time,
        BigDecimal unitPrice,
        String customerId,
        String country,
        int position) {

    /** The order of events. */
    static final Comparator<SalesLine> IN_ORDER = Comparator.comparing(SalesLine::time)
            .thenComparing(SalesLine::invoiceNo)
            .thenComparing(SalesLine::position);

    boolean isCancellation() {
        return invoiceNo.startsWith("C");
    }

    boolean hasCustomer() {
        return !customerId.isEmpty();
    }

    /** Whether it was sold for something, rather than given away, lost or adjusted. */
    boolean isSale() {
        return !isCancellation() && quantity > 0 && unitPrice.signum() > 0;
    }

    BigDecimal amount() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }
}
