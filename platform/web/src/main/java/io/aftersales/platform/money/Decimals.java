package io.aftersales.platform.money;

import java.math.BigDecimal;

/** How decimals are written inside the lines of a document, whose currency the document names. */
public final class Decimals {

    private Decimals() {}

    /** An amount, with all digits of the currency's minor unit: {@code 10.50}. */
    public static String amount(BigDecimal amount, String currency) {
        return Money.round(amount, currency).toPlainString();
    }

    /** A unit price, which may have more digits than the currency: {@code 2.55}, {@code 0.0125}. */
    public static String unitPrice(BigDecimal price, String currency) {
        BigDecimal shortest = price.stripTrailingZeros();
        int minorUnits = Money.minorUnits(currency);
        return (shortest.scale() < minorUnits ? shortest.setScale(minorUnits) : shortest).toPlainString();
    }

    /** A quantity or a percentage, without needless zeros: {@code 3}, {@code 2.5}. */
    public static BigDecimal number(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
