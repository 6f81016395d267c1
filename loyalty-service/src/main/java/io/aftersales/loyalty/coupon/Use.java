package io.aftersales.loyalty.coupon;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * The order that uses a coupon.
 *
 * @param orderReference what whoever keeps the order calls it
 * @param discount what it took off, with tax; not negative
 */
@Embeddable
public record Use(
        UUID redemptionId,
        String orderReference,
        @Column(name = "redeemed_at") Instant at,
        BigDecimal discount) {}
