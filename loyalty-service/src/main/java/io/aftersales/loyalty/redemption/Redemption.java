package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.coupon.Coupon;
import io.aftersales.loyalty.coupon.Use;
import io.aftersales.loyalty.order.Amounts;
import io.aftersales.loyalty.order.Discount;
import io.aftersales.loyalty.order.Order;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import java.math.BigDecimal;
import java.util.UUID;

/** That a coupon was used for an order, and what it took off. It is kept when the order gives the coupon back. */
@Entity
@Table(name = "coupon_redemption")
class Redemption {

    @Id
    private UUID id = Ids.next();

    @Column(nullable = false, updatable = false)
    private UUID couponId;

    @Column(nullable = false, updatable = false)
    private String orderReference;

    @Column(updatable = false)
    private UUID customerId;

    @Column(nullable = false, updatable = false)
    private String currency;

    /** Of the order, before the discount. */
    @Column(nullable = false, updatable = false)
    private BigDecimal orderNet;

    /** Of the order, before the discount. */
    @Column(nullable = false, updatable = false)
    private BigDecimal orderTax;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false, updatable = false)
    private Discount discount;

    @Embedded
    @EmbeddedColumnNaming("redeemed_%s")
    private Stamp redeemed;

    @Embedded
    @EmbeddedColumnNaming("released_%s")
    private Stamp released;

    protected Redemption() {}

    /** Uses a locked coupon up; what it takes off was found out before. */
    Redemption(Coupon coupon, RedemptionRequest request, Order order, Discount discount, Stamp by) {
        this.couponId = coupon.id();
        this.orderReference = request.orderReference().strip();
        this.customerId = request.customerId();
        this.currency = order.currency();
        this.orderNet = order.amounts().net();
        this.orderTax = order.amounts().tax();
        this.discount = discount;
        this.redeemed = by;
        coupon.redeem(
                new Use(id, orderReference, by.at(), discount.amounts().total().negate()), by);
    }

    /** The order gives the coupon back. */
    void release(Stamp by) {
        released = by;
    }

    UUID id() {
        return id;
    }

    UUID couponId() {
        return couponId;
    }

    String orderReference() {
        return orderReference;
    }

    UUID customerId() {
        return customerId;
    }

    String currency() {
        return currency;
    }

    /** The order's worth before the discount. */
    Amounts order() {
        return new Amounts(orderNet, orderTax);
    }

    Discount discount() {
        return discount;
    }

    Stamp redeemed() {
        return redeemed;
    }

    boolean isReleased() {
        return released != null;
    }
}
