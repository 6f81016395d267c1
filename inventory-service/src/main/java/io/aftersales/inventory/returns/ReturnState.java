package io.aftersales.inventory.returns;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Ready (the goods are awaited) → done, or → cancelled. Nothing leads back. */
public enum ReturnState {
    @JsonProperty("ready")
    READY,
    @JsonProperty("done")
    DONE,
    @JsonProperty("cancelled")
    CANCELLED
}
