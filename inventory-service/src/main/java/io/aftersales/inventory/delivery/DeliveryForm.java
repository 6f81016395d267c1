package io.aftersales.inventory.delivery;

import io.aftersales.inventory.Quantity;
import io.aftersales.inventory.saleorder.SaleOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** What a user writes of a draft delivery: for a sale order, or for a customer without one. */
@Schema(name = "DeliveryForm")
public record DeliveryForm(
        @Schema(description = "The order to deliver; then the customer is the order's")
        UUID saleOrderId,

        @Schema(description = "Needed without a sale order, and only then")
        UUID customerId,

        @Schema(description = "The id that another system gave the delivery; unique") @Size(min = 1, max = 100)
        String externalReference,

        @Schema(description = "Goods of the sale order that are not delivered yet, when left out")
        @Size(min = 1, max = SaleOrder.MOST_LINES)
        List<@NotNull @Valid Line> lines) {

    /** One line as a user writes it. */
    @Schema(name = "DeliveryFormLine")
    public record Line(
            @Schema(description = "Needed without a sale order, and only then")
            UUID productId,

            @Schema(description = "Needed with a sale order, and only then")
            UUID saleOrderLineId,

            @Schema(description = "More than zero, at most 2 decimals", examples = "2")
            @NotNull
            @DecimalMin(value = "0", inclusive = false)
            @Quantity
            BigDecimal quantity) {}

    @AssertTrue(message = "either saleOrderId or customerId is needed")
    @Schema(hidden = true)
    boolean isForSomebody() {
        return (saleOrderId == null) != (customerId == null);
    }

    @AssertTrue(
            message =
                    "lines are needed without a sale order; each names a product without one, a line of the order else")
    @Schema(hidden = true)
    boolean isNamingItsGoods() {
        if (lines == null) {
            return saleOrderId != null;
        }
        return lines.stream()
                .allMatch(line -> line == null
                        || (line.productId() != null) == (saleOrderId == null)
                                && (line.saleOrderLineId() != null) == (saleOrderId != null));
    }
}
