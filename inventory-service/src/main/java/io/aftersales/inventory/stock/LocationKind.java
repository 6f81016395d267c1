package io.aftersales.inventory.stock;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is at a location: our stock, what customers have, where adjustments come from and go to, repairs, scrap. */
public enum LocationKind {
    @JsonProperty("internal")
    INTERNAL,
    @JsonProperty("customer")
    CUSTOMER,
    @JsonProperty("adjustment")
    ADJUSTMENT,
    @JsonProperty("repair")
    REPAIR,
    @JsonProperty("scrap")
    SCRAP
}
