package io.aftersales.inventory.product;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether each piece of a product is known by a serial number. */
public enum Tracking {
    @JsonProperty("none")
    NONE,
    @JsonProperty("serial")
    SERIAL
}
