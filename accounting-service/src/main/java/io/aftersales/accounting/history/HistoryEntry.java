package io.aftersales.accounting.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.platform.history.Stamp;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.Map;

/**
 * One thing that happened to a document.
 *
 * @param made who did it, and when
 * @param before what it changed, as it was
 * @param after the same, as it was then
 * @param details what else belongs to it, such as the payment; null if nothing does
 */
@Schema(name = "HistoryEntry")
public record HistoryEntry(
        Action action,

        @Schema(description = "By whom and when; without sub and name it happened by itself")
        Stamp made,

        @Schema(description = "The changed fields as they were; empty where there was nothing before")
        Map<String, Object> before,

        @Schema(description = "The changed fields as they were afterwards")
        Map<String, Object> after,

        @Schema(description = "What else belongs to it, such as the payment or the credit note")
        Map<String, Object> details) {

    /** What may happen to a document. */
    @Schema(name = "HistoryAction")
    public enum Action {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("edited")
        EDITED,
        /** An invoice got its number. */
        @JsonProperty("posted")
        POSTED,
        /** A credit note got its number. */
        @JsonProperty("confirmed")
        CONFIRMED,
        /** A credit note could not post itself on its day. */
        @JsonProperty("posting-refused")
        POSTING_REFUSED,
        @JsonProperty("cancelled")
        CANCELLED,
        /** Money was received. */
        @JsonProperty("paid")
        PAID,
        /** A credit note for an invoice settled it. */
        @JsonProperty("credited")
        CREDITED,
        /** An outstanding credit was set against an invoice. */
        @JsonProperty("allocated")
        ALLOCATED,
        /** A full credit took the place of a payment. */
        @JsonProperty("payment-released")
        PAYMENT_RELEASED,
        @JsonProperty("paid-out")
        PAID_OUT
    }
}
