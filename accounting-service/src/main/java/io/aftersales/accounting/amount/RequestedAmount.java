package io.aftersales.accounting.amount;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.problem.RuleBroken;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Money that a request names. */
public final class RequestedAmount {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private static final int MOST_DIGITS = 15;

    private RequestedAmount() {}

    /**
     * The amount, which has to be more than zero and in a document's currency.
     *
     * @param field that the request names it by
     * @throws RuleBroken {@code currency-mismatch} for another currency, {@code invalid-request} for less than its minor unit
     *     and for what is no amount
     */
    public static BigDecimal of(String field, Money requested, String currency) {
        BigDecimal amount = orZero(field, requested, currency);
        if (amount.signum() == 0) {
            throw RuleBroken.invalid(field, "must be more than zero");
        }
        return amount;
    }

    /** The same, but nothing is an amount too. */
    public static BigDecimal orZero(String field, Money requested, String currency) {
        if (requested.amount() == null || requested.currency() == null) {
            throw RuleBroken.invalid(field, "must have an amount and a currency");
        }
        if (!CURRENCY.matcher(requested.currency()).matches()) {
            throw RuleBroken.invalid(field + ".currency", "must be an ISO 4217 code");
        }
        if (!requested.currency().equals(currency)) {
            throw new RuleBroken(AccountingProblem.CURRENCY_MISMATCH, "The amount has to be in " + currency);
        }
        BigDecimal amount = requested.amount();
        if (amount.signum() < 0) {
            throw RuleBroken.invalid(field, "must not be negative");
        }
        if (amount.precision() - amount.scale() > MOST_DIGITS) {
            throw RuleBroken.invalid(field, "must not have more than " + MOST_DIGITS + " digits before the point");
        }
        if (amount.scale() > Money.minorUnits(currency)
                && amount.compareTo(amount.setScale(Money.minorUnits(currency), RoundingMode.DOWN)) != 0) {
            throw RuleBroken.invalid(field, "must not have more decimals than " + currency);
        }
        return amount;
    }
}
