package io.aftersales.accounting.invoice;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Draft → posted, or draft → cancelled; nothing leads back. */
public enum InvoiceState {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("posted")
    POSTED,
    @JsonProperty("cancelled")
    CANCELLED
}
