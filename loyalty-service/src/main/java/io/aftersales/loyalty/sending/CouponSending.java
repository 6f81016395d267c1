package io.aftersales.loyalty.sending;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.security.Requester;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.time.Instant;
import java.util.UUID;

/** That a mail about a coupon was asked for: whom the answer goes to, once the mail server has taken the mail or refused it. */
@Entity
class CouponSending {

    @Id
    private UUID id = Ids.next();

    @Column(nullable = false, updatable = false)
    private UUID couponId;

    @Column(updatable = false)
    private UUID ticketId;

    @Column(nullable = false, updatable = false)
    private UUID actionId;

    @Column(nullable = false, updatable = false)
    private String requestedBySub;

    @Column(nullable = false, updatable = false)
    private String requestedByName;

    @Column(nullable = false, updatable = false)
    private Instant requestedAt;

    protected CouponSending() {}

    CouponSending(SendCoupon command, Instant now) {
        couponId = command.couponId();
        ticketId = command.ticketId();
        actionId = command.actionId();
        requestedBySub = command.requestedBy().sub();
        requestedByName = command.requestedBy().name();
        requestedAt = now;
    }

    UUID id() {
        return id;
    }

    UUID couponId() {
        return couponId;
    }

    UUID ticketId() {
        return ticketId;
    }

    UUID actionId() {
        return actionId;
    }

    Requester requestedBy() {
        return new Requester(requestedBySub, requestedByName);
    }
}
