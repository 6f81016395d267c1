package io.aftersales.loyalty.coupon;

import io.aftersales.loyalty.terms.Decimals;
import io.aftersales.loyalty.terms.RewardForm;
import io.aftersales.loyalty.terms.Rules;
import io.aftersales.loyalty.terms.Terms;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.security.Requester;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The public state of a coupon, as all its events carry it; contracts/schemas/shared/coupon.v1.schema.json.
 *
 * @param code in {@code coupon-generated} and {@code coupon-sent} only
 * @param refusedRecipients in {@code coupon-sent}, whom the mail server refused for good
 * @param changedBy who made the change that the event tells of, unless nobody did
 * @param actionId the action that generated it
 * @param answeredActionId in {@code coupon-sent}, the action that asked for the mail
 */
public record CouponEvent(
        UUID couponId,
        String code,
        CouponState state,
        UUID programId,
        String programName,
        UUID customerId,
        UUID companyId,
        String currency,
        String timeZone,
        RewardForm reward,
        String rewardText,
        Money minimumAmount,
        boolean minimumIncludesTax,
        BigDecimal minimumQuantity,
        List<UUID> eligibleProductIds,
        LocalDate createdOn,
        LocalDate expiresOn,
        Instant sentAt,
        List<String> refusedRecipients,
        Redemption redemption,
        Requester changedBy,
        UUID ticketId,
        UUID actionId,
        UUID answeredActionId)
        implements OfAction {

    public static final MessageType<CouponEvent> GENERATED =
            MessageType.confidential("coupon-generated", CouponEvent.class);
    public static final MessageType<CouponEvent> SENT = MessageType.confidential("coupon-sent", CouponEvent.class);
    public static final MessageType<CouponEvent> REDEEMED = MessageType.of("coupon-redeemed", CouponEvent.class);
    public static final MessageType<CouponEvent> RELEASED = MessageType.of("coupon-released", CouponEvent.class);
    public static final MessageType<CouponEvent> EXPIRED = MessageType.of("coupon-expired", CouponEvent.class);
    public static final MessageType<CouponEvent> CANCELLED = MessageType.of("coupon-cancelled", CouponEvent.class);

    /** The order that uses it, and what it took off, with tax. */
    public record Redemption(UUID redemptionId, String orderReference, Instant redeemedAt, Money discount) {

        static Redemption of(Use use, String currency) {
            return new Redemption(
                    use.redemptionId(), use.orderReference(), use.at(), Money.of(use.discount(), currency));
        }
    }

    /** In {@code coupon-generated}, and wherever a coupon is told about again: its readers need the code. */
    public static CouponEvent withCode(Coupon coupon) {
        return of(coupon, coupon.code(), null, null);
    }

    /**
     * In {@code coupon-sent}.
     *
     * @param answeredActionId that asked for the mail
     */
    public static CouponEvent sent(Coupon coupon, List<String> refusedRecipients, UUID answeredActionId) {
        return of(coupon, coupon.code(), refusedRecipients.isEmpty() ? null : refusedRecipients, answeredActionId);
    }

    /** In all others, which more people may read. */
    public static CouponEvent withoutCode(Coupon coupon) {
        return of(coupon, null, null, null);
    }

    private static CouponEvent of(Coupon coupon, String code, List<String> refusedRecipients, UUID answeredActionId) {
        Terms terms = coupon.terms();
        Rules rules = terms.rules();
        return new CouponEvent(
                coupon.id(),
                code,
                coupon.state(),
                coupon.programId(),
                coupon.programName(),
                coupon.customerId(),
                coupon.companyId(),
                terms.currency(),
                terms.timeZone(),
                RewardForm.of(terms.reward(), terms.currency()),
                terms.rewardInWords(),
                Money.of(rules.minimumAmount(), terms.currency()),
                rules.minimumIncludesTax(),
                Decimals.number(rules.minimumQuantity()),
                rules.eligibleProducts(),
                coupon.createdOn(),
                coupon.expiresOn(),
                coupon.sentAt(),
                refusedRecipients,
                coupon.use() == null ? null : Redemption.of(coupon.use(), terms.currency()),
                coupon.changed().by(),
                coupon.ticketId(),
                coupon.actionId(),
                answeredActionId);
    }
}
