package io.aftersales.loyalty.terms;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.problem.RuleBroken;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** How amounts and numbers are read from requests and written in answers. */
public final class Decimals {

    private static final BigDecimal MOST = new BigDecimal("100000000");

    private Decimals() {}

    /** A quantity or a percentage, without needless zeros: {@code 3}, {@code 2.5}. */
    public static BigDecimal number(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    /** An amount, with all digits of the currency's minor unit: {@code 10.50}. */
    public static String amount(BigDecimal amount, String currency) {
        return Money.round(amount, currency).toPlainString();
    }

    /** @throws RuleBroken for what is not more than zero, for another currency and for less than its minor unit */
    static BigDecimal positive(Money money, String field, String currency) {
        BigDecimal amount = notNegative(money, field, currency);
        if (amount.signum() == 0) {
            throw RuleBroken.invalid(field, "must be more than zero");
        }
        return amount;
    }

    /** @throws RuleBroken for less than zero, for another currency and for less than its minor unit */
    public static BigDecimal notNegative(Money money, String field, String currency) {
        if (money.amount() == null || money.currency() == null) {
            throw RuleBroken.invalid(field, "must have an amount and a currency");
        }
        if (!money.currency().equals(currency)) {
            throw new RuleBroken(
                    LoyaltyProblem.CURRENCY_MISMATCH, field + " must be in the program's currency, " + currency);
        }
        BigDecimal amount = money.amount();
        if (amount.signum() < 0 || amount.compareTo(MOST) > 0) {
            throw RuleBroken.invalid(field, "must be within 0 and " + MOST);
        }
        if (amount.compareTo(amount.setScale(Money.minorUnits(currency), RoundingMode.DOWN)) != 0) {
            throw RuleBroken.invalid(field, "must not have more decimals than " + currency);
        }
        return amount;
    }

    /** @throws RuleBroken for what is no ISO 4217 code */
    public static void requireCurrency(String field, String code) {
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(code))) {
            throw RuleBroken.invalid(field, "must be an ISO 4217 code");
        }
    }
}
