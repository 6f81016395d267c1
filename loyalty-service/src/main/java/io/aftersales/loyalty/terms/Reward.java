package io.aftersales.loyalty.terms;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.loyalty.order.Order;
import io.aftersales.loyalty.order.Share;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a coupon takes off an order. The components that the kind has no use for are null, lists are empty.
 *
 * @param percentage per cent, 1 to 100
 * @param maximum the most that a percentage gives, before tax; null for no limit
 * @param amount with tax
 * @param scope of a percentage or an amount
 * @param products what a reward of scope {@code PRODUCTS} applies to
 * @param freeProduct the product that is free
 * @param freeQuantity how many units of it
 */
@Embeddable
public record Reward(
        @Enumerated(EnumType.STRING) @Column(name = "reward_kind")
        RewardKind kind,

        @Column(name = "reward_percentage") BigDecimal percentage,
        @Column(name = "reward_maximum") BigDecimal maximum,
        @Column(name = "reward_amount") BigDecimal amount,

        @Enumerated(EnumType.STRING) @Column(name = "reward_scope")
        RewardScope scope,

        @Column(name = "reward_products") List<UUID> products,
        @Column(name = "reward_free_product") UUID freeProduct,
        @Column(name = "reward_free_quantity") BigDecimal freeQuantity) {

    /**
     * What it takes off an order, which never becomes worth less than nothing by it.
     *
     * @throws RuleBroken {@code product-missing} when the order has no product that the reward is about
     */
    Share on(Order order) {
        if (!aboutProducts().isEmpty() && aboutProducts().stream().noneMatch(order::has)) {
            throw new RuleBroken(LoyaltyProblem.PRODUCT_MISSING, LoyaltyProblem.PRODUCT_MISSING.meaning());
        }
        Share discount = kind == RewardKind.FREE_PRODUCT ? order.unitsOf(freeProduct, freeQuantity) : part(base(order));
        return discount.atMostTotal(order.amounts().total());
    }

    private Share part(Share base) {
        if (kind == RewardKind.FIXED_AMOUNT) {
            return base.atMostTotal(amount);
        }
        Share part = base.percent(percentage);
        return maximum == null ? part : part.atMostNet(maximum);
    }

    private Share base(Order order) {
        return switch (scope) {
            case ORDER -> order.whole();
            case CHEAPEST_LINE -> order.cheapestUnit();
            case PRODUCTS -> order.of(Set.copyOf(products));
        };
    }

    /** For a person. Products are known here by their ids only, so the name of the program has to say which. */
    String inWords(String currency) {
        if (kind == RewardKind.FREE_PRODUCT) {
            return Decimals.number(freeQuantity).toPlainString() + " free of charge";
        }
        String off = kind == RewardKind.PERCENTAGE
                ? Decimals.number(percentage).toPlainString() + " %"
                : Decimals.amount(amount, currency) + " " + currency;
        String of = switch (scope) {
            case ORDER -> "the order";
            case CHEAPEST_LINE -> "the cheapest product";
            case PRODUCTS -> "selected products";
        };
        String limit = maximum == null ? "" : ", at most " + Decimals.amount(maximum, currency) + " " + currency;
        return off + " off " + of + limit;
    }

    private List<UUID> aboutProducts() {
        return kind == RewardKind.FREE_PRODUCT ? List.of(freeProduct) : products;
    }
}
