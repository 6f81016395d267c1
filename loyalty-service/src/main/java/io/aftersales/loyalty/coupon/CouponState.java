package io.aftersales.loyalty.coupon;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Valid → sent → used; expired or cancelled instead. Used leads back when the order releases the coupon. */
public enum CouponState {
    @JsonProperty("valid")
    VALID,
    @JsonProperty("sent")
    SENT,
    @JsonProperty("used")
    USED,
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("cancelled")
    CANCELLED
}
