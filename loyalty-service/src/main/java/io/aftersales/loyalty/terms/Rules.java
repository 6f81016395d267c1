package io.aftersales.loyalty.terms;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.loyalty.order.Amounts;
import io.aftersales.loyalty.order.Order;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.persistence.Embeddable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What an order must have for a coupon to be used on it.
 *
 * @param minimumAmount inclusive, of the whole order; zero for none
 * @param minimumIncludesTax whether that amount is compared with the total or with the net
 * @param minimumQuantity inclusive, at least one; quantities of eligible products add up
 * @param eligibleProducts empty for every product
 */
@Embeddable
public record Rules(
        BigDecimal minimumAmount, boolean minimumIncludesTax, BigDecimal minimumQuantity, List<UUID> eligibleProducts) {

    /** @throws RuleBroken {@code minimum-amount}, or else {@code minimum-quantity} */
    void refuseUnlessMetBy(Order order) {
        Amounts worth = order.amounts();
        if ((minimumIncludesTax ? worth.total() : worth.net()).compareTo(minimumAmount) < 0) {
            throw new RuleBroken(LoyaltyProblem.MINIMUM_AMOUNT, amountInWords(order.currency()));
        }
        if (order.quantityOf(eligibleProducts).compareTo(minimumQuantity) < 0) {
            throw new RuleBroken(LoyaltyProblem.MINIMUM_QUANTITY, quantityInWords());
        }
    }

    /** What an order must have, a phrase each. */
    List<String> inWords(String currency) {
        List<String> conditions = new ArrayList<>();
        if (minimumAmount.signum() > 0) {
            conditions.add(amountInWords(currency));
        }
        if (minimumQuantity.compareTo(BigDecimal.ONE) > 0 || !eligibleProducts.isEmpty()) {
            conditions.add(quantityInWords());
        }
        return conditions;
    }

    private String amountInWords(String currency) {
        return "For orders worth at least %s %s, tax %s"
                .formatted(
                        Decimals.amount(minimumAmount, currency),
                        currency,
                        minimumIncludesTax ? "included" : "not included");
    }

    private String quantityInWords() {
        return "For orders with at least %s %s"
                .formatted(
                        Decimals.number(minimumQuantity).toPlainString(),
                        eligibleProducts.isEmpty() ? "products" : "of the products that the coupon is meant for");
    }
}
