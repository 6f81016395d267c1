package io.aftersales.inventory.stock;

import io.aftersales.inventory.Quantity;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Goods that come in other than by a return, or go other than by a delivery. */
@Schema(name = "StockAdjustment")
public record StockAdjustment(
        @NotNull UUID productId,

        @Schema(description = "A location of our own; the stock when left out")
        UUID locationId,

        @Schema(description = "More than zero comes in, less than zero goes out; at most 2 decimals", examples = "10")
        @NotNull
        @Quantity
        BigDecimal quantity,

        @Schema(description = "Of a tracked product: one for each piece") @Size(max = SerialNumbers.MOST)
        List<@NotNull @Pattern(regexp = SerialNumbers.FORM) String> serialNumbers,

        @Schema(examples = "Bought in") @NotBlank @Size(max = 200)
        String reason) {

    List<String> serials() {
        return serialNumbers == null ? List.of() : serialNumbers;
    }
}
