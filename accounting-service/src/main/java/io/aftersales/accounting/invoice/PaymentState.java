package io.aftersales.accounting.invoice;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.math.BigDecimal;

/** How far a posted invoice is settled, and by what. */
public enum PaymentState {
    @JsonProperty("not_paid")
    NOT_PAID,
    @JsonProperty("partial")
    PARTIAL,
    /** Nothing is open, and money took part; also an invoice over nothing. */
    @JsonProperty("paid")
    PAID,
    /** Nothing is open, and credit notes alone settled it. */
    @JsonProperty("reversed")
    REVERSED;

    static PaymentState of(BigDecimal total, BigDecimal byPayments, BigDecimal byCredits) {
        BigDecimal settled = byPayments.add(byCredits);
        if (settled.compareTo(total) == 0) {
            return byPayments.signum() == 0 && byCredits.signum() > 0 ? REVERSED : PAID;
        }
        return settled.signum() == 0 ? NOT_PAID : PARTIAL;
    }
}
