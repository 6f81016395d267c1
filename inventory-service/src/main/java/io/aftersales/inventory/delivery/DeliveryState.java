package io.aftersales.inventory.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Draft → ready (its goods are reserved) → done; cancelled from draft and ready. Nothing leads back. */
public enum DeliveryState {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("ready")
    READY,
    @JsonProperty("done")
    DONE,
    @JsonProperty("cancelled")
    CANCELLED
}
