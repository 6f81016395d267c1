package io.aftersales.accounting.tax;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;

/** What a user sets of a tax. */
@Schema(name = "TaxTerms")
public record TaxTerms(
        @Schema(description = "Unique among active taxes", examples = "VAT 15 %") @NotBlank @Size(max = 100)
        String name,

        @Schema(description = "Per cent: 15 means 15 %", examples = "15")
        @NotNull
        @DecimalMin("0")
        @DecimalMax("100")
        @Digits(integer = 3, fraction = 4)
        BigDecimal rate,

        @Schema(description = "Whether new lines may name it; true when left out")
        Boolean active) {

    boolean isActive() {
        return active == null || active;
    }
}
