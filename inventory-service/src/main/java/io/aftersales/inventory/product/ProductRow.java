package io.aftersales.inventory.product;

import io.aftersales.platform.imports.ImportRow;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A product as another system hands it over. */
@Schema(name = "ProductRow")
record ProductRow(
        @Schema(description = "The id that the other system gave the product; unique", examples = "85123A")
        @NotBlank
        @Size(max = 100)
        String externalReference,

        @Schema(description = "Unique; printable ASCII, at most 50 characters", examples = "85123A")
        @NotNull
        @Pattern(
                regexp = ProductTerms.SKU,
                message = "must be 1 to 50 printable ASCII characters without spaces around them")
        String sku,

        @NotBlank @Size(max = 200) String name,

        @NotNull ProductKind kind,

        @Schema(description = "none when left out") Tracking tracking,

        @Schema(description = "true when left out") Boolean active)
        implements ImportRow {

    ProductTerms terms() {
        return new ProductTerms(sku, name, kind, tracking, active, externalReference);
    }

    @AssertTrue(message = "tracking must be none for a service")
    @Schema(hidden = true)
    boolean isTrackable() {
        return terms().isTrackable();
    }
}
