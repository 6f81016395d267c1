package io.aftersales.loyalty.terms;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a coupon gives. */
public enum RewardKind {
    @JsonProperty("percentage")
    PERCENTAGE,
    /** An amount, tax included. */
    @JsonProperty("fixed-amount")
    FIXED_AMOUNT,
    /** Units of a product that is on the order. */
    @JsonProperty("free-product")
    FREE_PRODUCT
}
