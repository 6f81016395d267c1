package io.aftersales.accounting.creditnote;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an invoice that has something open is credited. For a paid one there is nothing to choose. */
public enum CreditMethod {
    /** A draft credit note, to be edited and confirmed. */
    @JsonProperty("partial")
    PARTIAL,
    /** All that is left, posted at once. */
    @JsonProperty("full")
    FULL,
    /** All that is left, posted at once, and the invoice again as a draft to be corrected. */
    @JsonProperty("full-and-new-draft")
    FULL_AND_NEW_DRAFT
}
