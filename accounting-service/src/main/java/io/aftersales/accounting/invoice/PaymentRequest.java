package io.aftersales.accounting.invoice;

import io.aftersales.accounting.AccountingDate;
import io.aftersales.accounting.amount.RequestedAmount;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Money that was received for an invoice. */
@Schema(name = "PaymentRequest")
public record PaymentRequest(
        @Schema(description = "More than zero, in the invoice's currency and minor unit; at most what is open") @NotNull
        Money amount,

        @Schema(description = "When it was received; today when left out") @AccountingDate
        LocalDate date,

        @Schema(description = "What the bank says", examples = "Transfer 4711") @Size(min = 1, max = 200)
        String reference) {

    /**
     * The amount, which has to be one of the invoice's currency.
     *
     * @throws RuleBroken for another currency, for less than its minor unit, and for what is no amount
     */
    BigDecimal amountIn(String invoiceCurrency) {
        return RequestedAmount.of("amount", amount, invoiceCurrency);
    }
}
