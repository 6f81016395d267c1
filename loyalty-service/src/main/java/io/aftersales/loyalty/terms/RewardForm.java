package io.aftersales.loyalty.terms;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** A reward, as users write and read it. What its kind has no use for must be left out. */
@Schema(name = "Reward")
public record RewardForm(
        @NotNull RewardKind kind,

        @Schema(description = "Of a percentage", examples = "10")
        @DecimalMin("1")
        @DecimalMax("100")
        @Digits(integer = 3, fraction = 2)
        BigDecimal percentage,

        @Schema(description = "The most that a percentage gives, before tax; no limit when left out")
        Money maximum,

        @Schema(description = "Of a fixed amount, tax included")
        Money amount,

        @Schema(description = "What a percentage or an amount is taken off; the order when left out")
        @JsonProperty("on")
        RewardScope scope,

        @Schema(description = "What a reward on products applies to") @Size(min = 1, max = ProductList.MOST)
        List<@NotNull UUID> productIds,

        @Schema(description = "The free product; it has to be on the order")
        UUID productId,

        @Schema(description = "How many units of the product are free; 1 when left out", examples = "1")
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000000")
        @Digits(integer = 7, fraction = 2)
        BigDecimal quantity) {

    private static final String FIELD = "reward.";

    public static RewardForm of(Reward reward, String currency) {
        boolean free = reward.kind() == RewardKind.FREE_PRODUCT;
        return new RewardForm(
                reward.kind(),
                reward.percentage() == null ? null : Decimals.number(reward.percentage()),
                reward.maximum() == null ? null : Money.of(reward.maximum(), currency),
                reward.amount() == null ? null : Money.of(reward.amount(), currency),
                free ? null : reward.scope(),
                reward.products().isEmpty() ? null : reward.products(),
                reward.freeProduct(),
                free ? Decimals.number(reward.freeQuantity()) : null);
    }

    /** @throws RuleBroken for what the kind needs and is missing, and for what it has no use for */
    public Reward in(String currency) {
        boolean percent = kind == RewardKind.PERCENTAGE;
        boolean fixed = kind == RewardKind.FIXED_AMOUNT;
        boolean free = kind == RewardKind.FREE_PRODUCT;
        require("percentage", percentage, percent, percent);
        require("maximum", maximum, percent, false);
        require("amount", amount, fixed, fixed);
        require("on", scope, !free, false);
        RewardScope of = scope == null ? RewardScope.ORDER : scope;
        require("productIds", productIds, !free && of == RewardScope.PRODUCTS, true);
        require("productId", productId, free, free);
        require("quantity", quantity, free, false);
        return new Reward(
                kind,
                percentage,
                maximum == null ? null : Decimals.positive(maximum, FIELD + "maximum", currency),
                amount == null ? null : Decimals.positive(amount, FIELD + "amount", currency),
                free ? null : of,
                ProductList.of(productIds),
                productId,
                free ? (quantity == null ? BigDecimal.ONE : quantity) : null);
    }

    private void require(String field, Object value, boolean allowed, boolean needed) {
        if (value == null && allowed && needed) {
            throw RuleBroken.invalid(FIELD + field, "must not be left out for this reward");
        }
        if (value != null && !allowed) {
            throw RuleBroken.invalid(FIELD + field, "must be left out for this reward");
        }
    }
}
