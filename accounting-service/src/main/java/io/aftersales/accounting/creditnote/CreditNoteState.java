package io.aftersales.accounting.creditnote;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Draft → posted, or draft → cancelled; nothing leads back. */
public enum CreditNoteState {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("posted")
    POSTED,
    @JsonProperty("cancelled")
    CANCELLED
}
