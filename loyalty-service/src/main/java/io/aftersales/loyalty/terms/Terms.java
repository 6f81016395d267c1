package io.aftersales.loyalty.terms;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.loyalty.order.Discount;
import io.aftersales.loyalty.order.Order;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * When a coupon applies and what it gives. A program's are copied into each of its coupons, so that a change of the program
 * never changes a coupon already given.
 *
 * @param currency ISO 4217 code of every amount in it
 * @param timeZone IANA name; decides which day it is
 */
@Embeddable
public record Terms(
        String currency,
        String timeZone,
        @Embedded Rules rules,
        @Embedded Reward reward) {

    /**
     * What is taken off an order. Pure: it knows nothing but these terms and the order.
     *
     * @throws RuleBroken the first that applies of {@code currency-mismatch}, {@code minimum-amount}, {@code
     *     minimum-quantity}, {@code product-missing}
     */
    public Discount discount(Order order) {
        if (!order.currency().equals(currency)) {
            throw new RuleBroken(
                    LoyaltyProblem.CURRENCY_MISMATCH,
                    "The coupon is in %s, the order in %s".formatted(currency, order.currency()));
        }
        rules.refuseUnlessMetBy(order);
        return reward.on(order).asDiscount();
    }

    /** The calendar day of a moment, where the coupon is given and used. */
    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneId.of(timeZone));
    }

    /** The reward, for a person: {@code 10 % off the order, at most 30.00 EUR}. */
    public String rewardInWords() {
        return reward.inWords(currency);
    }

    /** What an order must have, a phrase each; empty when there are no conditions. */
    public List<String> conditionsInWords() {
        return rules.inWords(currency);
    }
}
