package io.aftersales.accounting.invoice;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.customer.Customer;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.problem.RuleBroken;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * A posted credit note or a payment, as far as it settles nothing: its residual can settle invoices of the same company, and
 * be paid out. Whoever uses one has locked its row.
 */
public interface OutstandingCredit {

    /** What may be outstanding. */
    enum Kind {
        @JsonProperty("credit-note")
        CREDIT_NOTE,
        /** Money received that a full credit of its invoice released. */
        @JsonProperty("payment")
        PAYMENT
    }

    UUID id();

    Kind kind();

    Customer customer();

    String currency();

    BigDecimal residual();

    /** The number that the journal knows it by: the credit note's, or that of the invoice which was paid. */
    String journalReference();

    /**
     * Uses some of it up.
     *
     * @throws RuleBroken {@code exceeds-outstanding-credit} when less than that is left
     */
    void use(BigDecimal amount);

    /** That some of it settles an invoice. */
    Settlement settlementOf(Invoice invoice, BigDecimal amount, Stamp by);

    /**
     * What is left after using some up.
     *
     * @throws RuleBroken {@code exceeds-outstanding-credit} when less than that is left
     */
    default BigDecimal residualAfter(BigDecimal used) {
        if (used.compareTo(residual()) > 0 || residual().signum() == 0) {
            throw new RuleBroken(
                    AccountingProblem.EXCEEDS_OUTSTANDING_CREDIT,
                    "Only %s of %s is left".formatted(Decimals.amount(residual(), currency()), journalReference()));
        }
        return residual().subtract(used);
    }
}
