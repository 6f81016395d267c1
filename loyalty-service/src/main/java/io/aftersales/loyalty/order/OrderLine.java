package io.aftersales.loyalty.order;

import io.aftersales.platform.money.Money;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.UUID;

/**
 * A line of an order.
 *
 * @param productId null for what is no product
 * @param quantity more than zero
 * @param unitPrice before tax, after the line's own discount; negative for a deduction
 */
public record OrderLine(UUID productId, BigDecimal quantity, BigDecimal unitPrice, Tax tax, String currency) {

    Amounts amounts() {
        return amounts(quantity);
    }

    /** So much of the line. Net is rounded half up to the currency's minor unit first, tax is computed from the rounded net. */
    Amounts amounts(BigDecimal some) {
        BigDecimal net = Money.round(some.multiply(unitPrice), currency);
        return new Amounts(net, Money.round(tax.of(net), currency));
    }

    boolean isOneOf(Collection<UUID> productIds) {
        return productId != null && productIds.contains(productId);
    }

    boolean costsSomething() {
        return unitPrice.signum() > 0;
    }
}
