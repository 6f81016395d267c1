package io.aftersales.platform.money;

import java.math.BigDecimal;

/**
 * What prices a line: the terms are stored with it, so that a later change of a tax never reaches it.
 *
 * @param quantity invoiced, more than zero
 * @param unitPrice before discount and tax; negative for a deduction
 * @param discount per cent, 0 to 100
 * @param taxRate per cent, the sum of the line's taxes
 * @param currency ISO 4217 code
 */
public record LineTerms(
        BigDecimal quantity, BigDecimal unitPrice, BigDecimal discount, BigDecimal taxRate, String currency) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The whole line: 3 × 33.33 at 15 % is 99.99 and 15.00. */
    public Amounts amounts() {
        return amounts(quantity, unitPrice);
    }

    /** Another quantity or price at these rates. Net is rounded first, tax is computed from the rounded net. */
    public Amounts amounts(BigDecimal otherQuantity, BigDecimal otherUnitPrice) {
        BigDecimal net = round(percent(otherQuantity.multiply(otherUnitPrice), HUNDRED.subtract(discount)));
        return new Amounts(net, round(percent(net, taxRate)));
    }

    private BigDecimal round(BigDecimal amount) {
        return Money.round(amount, currency);
    }

    private static BigDecimal percent(BigDecimal amount, BigDecimal rate) {
        return amount.multiply(rate).movePointLeft(2);
    }
}
