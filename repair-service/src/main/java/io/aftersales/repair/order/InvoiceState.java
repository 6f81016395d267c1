package io.aftersales.repair.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the invoice of a repair has come. */
public enum InvoiceState {
    /** There will be none. */
    @JsonProperty("not-needed")
    NOT_NEEDED,
    /** There will be one, which nobody has asked for yet. */
    @JsonProperty("to-invoice")
    TO_INVOICE,
    /** Accounting was asked, and its answer is still to come. */
    @JsonProperty("requested")
    REQUESTED,
    @JsonProperty("drafted")
    DRAFTED,
    @JsonProperty("posted")
    POSTED,
    /** Accounting refused, or cancelled the draft: it can be asked again. */
    @JsonProperty("rejected")
    REJECTED
}
