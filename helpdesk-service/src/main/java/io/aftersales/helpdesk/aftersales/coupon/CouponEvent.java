package io.aftersales.helpdesk.aftersales.coupon;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.security.Requester;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Loyalty's events about a coupon: what of its public state the ticket shows.
 *
 * @param code told by some events only
 * @param expiresOn null for a coupon that never expires
 * @param refusedRecipients addresses that the mail server would not take the mail for; null for none
 * @param changedBy who made the change, unless nobody did
 * @param answeredActionId of the mail that was asked for, which the event answers
 */
record CouponEvent(
        UUID couponId,
        String code,
        String state,
        String programName,
        String rewardText,
        LocalDate expiresOn,
        List<String> refusedRecipients,
        Use redemption,
        Requester changedBy,
        UUID ticketId,
        UUID actionId,
        UUID answeredActionId)
        implements OfAction {

    static final MessageType<CouponEvent> GENERATED = MessageType.confidential("coupon-generated", CouponEvent.class);
    static final MessageType<CouponEvent> SENT = MessageType.confidential("coupon-sent", CouponEvent.class);
    static final MessageType<CouponEvent> REDEEMED = MessageType.of("coupon-redeemed", CouponEvent.class);
    static final MessageType<CouponEvent> RELEASED = MessageType.of("coupon-released", CouponEvent.class);
    static final MessageType<CouponEvent> EXPIRED = MessageType.of("coupon-expired", CouponEvent.class);
    static final MessageType<CouponEvent> CANCELLED = MessageType.of("coupon-cancelled", CouponEvent.class);

    /** The order that uses it. */
    record Use(String orderReference) {}
}
