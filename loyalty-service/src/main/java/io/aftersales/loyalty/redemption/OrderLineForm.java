package io.aftersales.loyalty.redemption;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.loyalty.order.Order;
import io.aftersales.loyalty.order.OrderLine;
import io.aftersales.loyalty.order.Tax;
import io.aftersales.loyalty.terms.Decimals;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** One line of an order, as whoever keeps the order tells it. */
@Schema(name = "CouponOrderLine")
public record OrderLineForm(
        @Schema(description = "Left out for what is no product")
        UUID productId,

        @Schema(description = "More than zero, at most 2 decimals", examples = "2")
        @NotNull
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000000")
        @Digits(integer = 7, fraction = 2)
        BigDecimal quantity,

        @Schema(
                type = SchemaType.STRING,
                description = "Before tax and after the line's own discount, in the order's currency, at most 4"
                        + " decimals; negative for a deduction",
                examples = "100.00")
        @NotNull
        @DecimalMin("-100000000")
        @DecimalMax("100000000")
        @Digits(integer = 9, fraction = 4)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal unitPrice,

        @Schema(description = "Per cent, of all its taxes together; 0 when left out", examples = "15")
        @DecimalMin("0")
        @DecimalMax("1000")
        @Digits(integer = 4, fraction = 4)
        BigDecimal taxRate,

        @Schema(description = "Its taxes, given back on the discount line; lines of the same taxes share one")
        @Size(max = 10)
        List<@NotNull UUID> taxIds) {

    private static final int MOST_LINES = 1_000;
    private static final BigDecimal MOST_WORTH = new BigDecimal("1000000000000");

    /** @throws RuleBroken {@code too-many-lines}, and for an order that is worth more than anybody can pay */
    static Order order(String currency, List<OrderLineForm> lines) {
        Decimals.requireCurrency("currency", currency);
        if (lines.size() > MOST_LINES) {
            throw new RuleBroken(LoyaltyProblem.TOO_MANY_LINES, "The order has %d lines".formatted(lines.size()));
        }
        Order order = new Order(
                currency, lines.stream().map(line -> line.in(currency)).toList());
        if (order.amounts().total().abs().compareTo(MOST_WORTH) > 0) {
            throw RuleBroken.invalid("lines", "must not be worth more than " + MOST_WORTH + " together");
        }
        return order;
    }

    private OrderLine in(String currency) {
        return new OrderLine(productId, quantity, unitPrice, new Tax(taxIds, taxRate), currency);
    }
}
