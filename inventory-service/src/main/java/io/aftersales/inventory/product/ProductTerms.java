package io.aftersales.inventory.product;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a user sets of a product. */
@Schema(name = "ProductTerms")
public record ProductTerms(
        @Schema(description = "Unique; printable ASCII, at most 50 characters", examples = "LAMP-01")
        @NotNull
        @Pattern(regexp = SKU, message = "must be 1 to 50 printable ASCII characters without spaces around them")
        String sku,

        @Schema(examples = "Desk lamp") @NotBlank @Size(max = 200)
        String name,

        @Schema(description = "Fixed once the product exists") @NotNull
        ProductKind kind,

        @Schema(description = "Fixed once the product exists; none when left out")
        Tracking tracking,

        @Schema(description = "Whether new orders and deliveries may name it; true when left out")
        Boolean active,

        @Schema(description = "The id that another system gave the product; unique") @Size(min = 1, max = 100)
        String externalReference) {

    static final String SKU = "[!-~](?:[ -~]{0,48}[!-~])?";

    Tracking effectiveTracking() {
        return tracking == null ? Tracking.NONE : tracking;
    }

    boolean isActive() {
        return active == null || active;
    }

    @AssertTrue(message = "tracking must be none for a service")
    @Schema(hidden = true)
    boolean isTrackable() {
        return kind != ProductKind.SERVICE || effectiveTracking() == Tracking.NONE;
    }
}
