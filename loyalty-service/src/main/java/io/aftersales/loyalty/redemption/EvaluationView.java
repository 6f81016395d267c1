package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.coupon.Coupon;
import io.aftersales.loyalty.order.Discount;
import io.aftersales.loyalty.order.Order;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** What a coupon would take off an order. */
@Schema(name = "CouponEvaluation")
public record EvaluationView(
        UUID couponId,
        String programName,

        @Schema(description = "The reward in words", examples = "10 % off the order")
        String rewardText,

        DiscountView discount) {

    static EvaluationView of(Coupon coupon, Order order, Discount discount) {
        return new EvaluationView(
                coupon.id(),
                coupon.programName(),
                coupon.terms().rewardInWords(),
                DiscountView.of(discount, order.amounts(), order.currency()));
    }
}
