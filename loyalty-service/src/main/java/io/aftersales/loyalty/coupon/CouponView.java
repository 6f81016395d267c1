package io.aftersales.loyalty.coupon;

import io.aftersales.loyalty.terms.RewardForm;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A coupon as the API shows it, with the terms that it was given with. */
@Schema(name = "Coupon")
public record CouponView(
        UUID id,

        @Schema(description = "Whoever knows it can use the coupon", examples = "K7XQM-2RTHW-9BVPD")
        String code,

        CouponState state,
        UUID programId,
        String programName,

        @Schema(description = "Whose it is; anybody's when absent")
        UUID customerId,

        String currency,
        String timeZone,
        RewardForm reward,

        @Schema(description = "The reward in words", examples = "10 % off the order")
        String rewardText,

        Money minimumAmount,
        boolean minimumIncludesTax,
        BigDecimal minimumQuantity,
        List<UUID> eligibleProductIds,
        LocalDate createdOn,

        @Schema(description = "The last day on which it can be used, in its time zone; never expires when absent")
        LocalDate expiresOn,

        @Schema(description = "When the mail server took the last mail about it")
        Instant sentAt,

        @Schema(description = "The order that uses it") CouponEvent.Redemption redemption,
        UUID ticketId,
        UUID actionId,
        Stamp created,

        @Schema(description = "The last change; without a name when the coupon expired")
        Stamp changed) {

    static CouponView of(Coupon coupon) {
        CouponEvent state = CouponEvent.withCode(coupon);
        return new CouponView(
                coupon.id(),
                state.code(),
                state.state(),
                state.programId(),
                state.programName(),
                state.customerId(),
                state.currency(),
                state.timeZone(),
                state.reward(),
                state.rewardText(),
                state.minimumAmount(),
                state.minimumIncludesTax(),
                state.minimumQuantity(),
                state.eligibleProductIds(),
                state.createdOn(),
                state.expiresOn(),
                state.sentAt(),
                state.redemption(),
                state.ticketId(),
                state.actionId(),
                coupon.created(),
                coupon.changed());
    }
}
