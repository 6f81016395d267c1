package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.coupon.Coupon;
import io.aftersales.loyalty.customer.Customers;
import io.aftersales.loyalty.order.Discount;
import io.aftersales.loyalty.order.Order;
import io.aftersales.platform.problem.RuleBroken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.util.UUID;

/** Finds out whether a coupon can be used for somebody's order, and what it takes off. */
@ApplicationScoped
class Appraisal {

    private final Customers customers;
    private final Clock clock;

    Appraisal(Customers customers, Clock clock) {
        this.customers = customers;
        this.clock = clock;
    }

    /**
     * What is taken off. A customer that moved to another company takes its coupons along.
     *
     * @param customerId whose order it is, or null
     * @throws RuleBroken the first reason that applies why the coupon cannot be used
     */
    Uni<Discount> discount(Coupon coupon, Order order, UUID customerId) {
        return customers
                .companyOf(customerId)
                .chain(buyer -> customers
                        .companyOf(coupon.customerId())
                        .map(known -> known == null ? coupon.companyId() : known)
                        .map(owner -> coupon.discount(order, buyer, owner, clock.instant())));
    }
}
