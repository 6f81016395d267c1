package io.aftersales.repair.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When a repair is invoiced, if at all. */
public enum InvoiceMethod {
    @JsonProperty("none")
    NONE,
    /** Before it is begun. */
    @JsonProperty("before")
    BEFORE,
    /** When it is done. */
    @JsonProperty("after")
    AFTER;

    InvoiceState start() {
        return this == NONE ? InvoiceState.NOT_NEEDED : InvoiceState.TO_INVOICE;
    }
}
