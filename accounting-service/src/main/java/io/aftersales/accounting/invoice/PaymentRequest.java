package io.aftersales.accounting.invoice;

import io.aftersales.accounting.AccountingDate;
import io.aftersales.accounting.AccountingProblem;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Money that was received for an invoice. */
@Schema(name = "PaymentRequest")
public record PaymentRequest(
        @Schema(description = "More than zero, in the invoice's currency and minor unit; at most what is open") @NotNull
        Money amount,

        @Schema(description = "When it was received; today when left out") @AccountingDate
        LocalDate date,

        @Schema(description = "What the bank says", examples = "Transfer 4711") @Size(min = 1, max = 200)
        String reference) {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /**
     * The amount, which has to be one of the invoice's currency.
     *
     * @throws RuleBroken for another currency, for less than its minor unit, and for what is no amount
     */
    BigDecimal amountIn(String invoiceCurrency) {
        if (amount.amount() == null || amount.currency() == null) {
            throw RuleBroken.invalid("amount", "must have an amount and a currency");
        }
        if (!CURRENCY.matcher(amount.currency()).matches()) {
            throw RuleBroken.invalid("amount.currency", "must be an ISO 4217 code");
        }
        if (!amount.currency().equals(invoiceCurrency)) {
            throw new RuleBroken(AccountingProblem.CURRENCY_MISMATCH, "The invoice is in " + invoiceCurrency);
        }
        BigDecimal paid = amount.amount();
        if (paid.signum() <= 0) {
            throw RuleBroken.invalid("amount", "must be more than zero");
        }
        if (paid.compareTo(paid.setScale(Money.minorUnits(invoiceCurrency), RoundingMode.DOWN)) != 0) {
            throw RuleBroken.invalid("amount", "must not have more decimals than " + invoiceCurrency);
        }
        return paid;
    }
}
