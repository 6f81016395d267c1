package io.aftersales.inventory.saleorder;

import io.aftersales.inventory.MoveDate;
import io.aftersales.inventory.Quantity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What a user writes of a sale order. */
@Schema(name = "SaleOrderForm")
public record SaleOrderForm(
        @NotNull UUID customerId,

        @Schema(description = "The day of the order; today when left out") @MoveDate
        LocalDate date,

        @Schema(description = "The id that another system gave the order; unique") @Size(min = 1, max = 100)
        String externalReference,

        @NotNull @Size(min = 1, max = SaleOrder.MOST_LINES) List<@NotNull @Valid Line> lines) {

    /** One line as a user writes it. */
    @Schema(name = "SaleOrderFormLine")
    public record Line(
            @NotNull UUID productId,

            @Schema(description = "More than zero, at most 2 decimals", examples = "2")
            @NotNull
            @DecimalMin(value = "0", inclusive = false)
            @Quantity
            BigDecimal quantity) {}
}
