package io.aftersales.loyalty.coupon;

import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import jakarta.enterprise.context.RequestScoped;

/** Which coupons the caller may read: a loyalty manager all, an agent those that came from tickets. */
@RequestScoped
class CouponAccess {

    private final Caller caller;

    CouponAccess(Caller caller) {
        this.caller = caller;
    }

    boolean seesAll() {
        return caller.has(Roles.LOYALTY_MANAGER);
    }

    /** @throws RuleBroken 404 for a coupon that the caller may not know of */
    void refuseUnlessSeen(Coupon coupon) {
        if (!seesAll() && coupon.ticketId() == null) {
            throw RuleBroken.notFound("coupon", coupon.id());
        }
    }
}
