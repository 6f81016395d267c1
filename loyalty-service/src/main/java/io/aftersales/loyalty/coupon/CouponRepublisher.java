package io.aftersales.loyalty.coupon;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every coupon again. */
@ApplicationScoped
class CouponRepublisher implements Republisher<Coupon> {

    private final Coupons coupons;

    CouponRepublisher(Coupons coupons) {
        this.coupons = coupons;
    }

    @Override
    public Uni<List<Coupon>> after(UUID last, int limit) {
        return coupons.lockNext(last, limit);
    }

    @Override
    public void republish(Coupon coupon, Work work) {
        switch (coupon.state()) {
            case VALID -> work.republish(coupon, CouponEvent.GENERATED, CouponEvent.withCode(coupon));
            case SENT -> work.republish(coupon, CouponEvent.SENT, CouponEvent.withCode(coupon));
            case USED -> work.republish(coupon, CouponEvent.REDEEMED, CouponEvent.withoutCode(coupon));
            case EXPIRED -> work.republish(coupon, CouponEvent.EXPIRED, CouponEvent.withoutCode(coupon));
            case CANCELLED -> work.republish(coupon, CouponEvent.CANCELLED, CouponEvent.withoutCode(coupon));
        }
    }
}
