package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.order.Amounts;
import io.aftersales.loyalty.order.Discount;
import io.aftersales.loyalty.order.DiscountLine;
import io.aftersales.loyalty.terms.Decimals;
import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** What a coupon takes off an order, and what is left of it. */
@Schema(name = "CouponDiscount")
public record DiscountView(
        @Schema(description = "One per tax; amounts are negative decimals in the order's currency")
        List<Line> lines,

        @Schema(description = "All lines together, with tax; not positive")
        Money discount,

        @Schema(description = "Of the order, after the discount")
        Money net,

        @Schema(description = "Of the order, after the discount")
        Money tax,

        @Schema(description = "Of the order, after the discount; never negative by it")
        Money total) {

    /** What is taken off the lines of one tax. */
    @Schema(name = "CouponDiscountLine")
    public record Line(
            List<UUID> taxIds,
            @Schema(description = "Per cent") BigDecimal taxRate,
            @Schema(examples = "-20.00") String net,
            @Schema(examples = "-3.00") String tax,
            @Schema(examples = "-23.00") String total) {

        static Line of(DiscountLine line, String currency) {
            return new Line(
                    line.tax().ids(),
                    Decimals.number(line.tax().rate()),
                    Decimals.amount(line.amounts().net(), currency),
                    Decimals.amount(line.amounts().tax(), currency),
                    Decimals.amount(line.amounts().total(), currency));
        }
    }

    /** @param order before the discount */
    static DiscountView of(Discount discount, Amounts order, String currency) {
        Amounts left = order.plus(discount.amounts());
        return new DiscountView(
                discount.lines().stream().map(line -> Line.of(line, currency)).toList(),
                Money.of(discount.amounts().total(), currency),
                Money.of(left.net(), currency),
                Money.of(left.tax(), currency),
                Money.of(left.total(), currency));
    }
}
