package io.aftersales.repair.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a repair has come. Cancelled from anywhere before repaired, and back to draft from cancelled only. */
public enum RepairState {
    @JsonProperty("draft")
    DRAFT("a draft"),
    @JsonProperty("confirmed")
    CONFIRMED("confirmed"),
    @JsonProperty("under-repair")
    UNDER_REPAIR("under repair"),
    @JsonProperty("repaired")
    REPAIRED("repaired"),
    @JsonProperty("cancelled")
    CANCELLED("cancelled");

    private final String words;

    RepairState(String words) {
        this.words = words;
    }

    /** Such as <em>under repair</em>, to follow <em>is</em>. */
    String words() {
        return words;
    }
}
