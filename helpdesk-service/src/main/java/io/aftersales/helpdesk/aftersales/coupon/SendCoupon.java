package io.aftersales.helpdesk.aftersales.coupon;

import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;

import java.util.List;
import java.util.UUID;

/** Tells loyalty to mail a coupon of the ticket. */
record SendCoupon(
        UUID actionId,
        UUID ticketId,
        UUID couponId,
        UUID customerId,
        UUID companyId,
        Requester requestedBy,
        List<String> recipients,
        String subject,
        String body)
        implements Command {

    static final MessageType<SendCoupon> TYPE = MessageType.of("send-coupon", SendCoupon.class);

    static SendCoupon of(UUID couponId, CouponEmailRequest request, List<String> recipients, Commission by) {
        return new SendCoupon(
                by.actionId(),
                by.ticketId(),
                couponId,
                by.customerId(),
                by.companyId(),
                by.requestedBy(),
                recipients,
                request.subject(),
                request.body());
    }
}
