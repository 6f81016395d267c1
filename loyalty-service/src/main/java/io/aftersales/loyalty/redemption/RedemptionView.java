package io.aftersales.loyalty.redemption;

import io.aftersales.platform.history.Stamp;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** The use of a coupon for an order. */
@Schema(name = "CouponRedemption")
public record RedemptionView(
        UUID id, UUID couponId, String orderReference, UUID customerId, DiscountView discount, Stamp redeemed) {

    static RedemptionView of(Redemption redemption) {
        return new RedemptionView(
                redemption.id(),
                redemption.couponId(),
                redemption.orderReference(),
                redemption.customerId(),
                DiscountView.of(redemption.discount(), redemption.order(), redemption.currency()),
                redemption.redeemed());
    }
}
