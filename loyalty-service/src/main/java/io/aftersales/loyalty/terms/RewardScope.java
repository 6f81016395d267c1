package io.aftersales.loyalty.terms;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What of an order a percentage or an amount is taken off. */
public enum RewardScope {
    @JsonProperty("order")
    ORDER,
    /** One unit of the line with the lowest price. */
    @JsonProperty("cheapest-line")
    CHEAPEST_LINE,
    /** All lines of given products. */
    @JsonProperty("products")
    PRODUCTS
}
