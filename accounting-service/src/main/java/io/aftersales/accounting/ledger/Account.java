package io.aftersales.accounting.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The accounts that invoices, payments and credit notes are posted to. */
public enum Account {
    /** What customers owe: the sum of the residuals of invoices, less those of credit notes and released payments. */
    @JsonProperty("receivable")
    RECEIVABLE,
    /** Sales, net. */
    @JsonProperty("income")
    INCOME,
    /** Tax collected for the authorities. */
    @JsonProperty("tax")
    TAX,
    /** Money received. */
    @JsonProperty("bank")
    BANK
}
