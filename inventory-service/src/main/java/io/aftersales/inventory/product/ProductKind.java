package io.aftersales.inventory.product;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a product is stored and moved, or only done. */
public enum ProductKind {
    @JsonProperty("goods")
    GOODS,
    @JsonProperty("service")
    SERVICE
}
