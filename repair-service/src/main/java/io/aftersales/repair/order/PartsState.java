package io.aftersales.repair.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether inventory has moved the parts of a repair. */
public enum PartsState {
    /** Nobody has asked for it, or there is nothing to move. */
    @JsonProperty("none")
    NONE,
    /** Inventory was asked, and its answer is still to come. */
    @JsonProperty("requested")
    REQUESTED,
    @JsonProperty("consumed")
    CONSUMED,
    /** Something is missing, or another rule was broken: it can be asked again. */
    @JsonProperty("rejected")
    REJECTED,
    /** There is no inventory that could have done it. */
    @JsonProperty("not-consumed")
    NOT_CONSUMED
}
