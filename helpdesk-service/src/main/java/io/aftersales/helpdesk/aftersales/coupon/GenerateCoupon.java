package io.aftersales.helpdesk.aftersales.coupon;

import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;

import java.util.UUID;

/** Tells loyalty to generate a coupon for the ticket's customer. */
record GenerateCoupon(
        UUID actionId, UUID ticketId, UUID programId, UUID customerId, UUID companyId, Requester requestedBy)
        implements Command {

    static final MessageType<GenerateCoupon> TYPE = MessageType.of("generate-coupon", GenerateCoupon.class);

    static GenerateCoupon of(CouponRequest request, Commission by) {
        return new GenerateCoupon(
                by.actionId(), by.ticketId(), request.programId(), by.customerId(), by.companyId(), by.requestedBy());
    }
}
