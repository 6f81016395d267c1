package io.aftersales.inventory.returns;

import io.aftersales.inventory.MoveDate;
import io.aftersales.inventory.Quantity;
import io.aftersales.inventory.saleorder.SaleOrder;
import io.aftersales.inventory.stock.SerialNumbers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What of a return has come: all of it, or a part. What has not is returnable again. */
@Schema(name = "ReturnValidation")
public record ReturnValidation(
        @Schema(description = "What has come; lines left out have not, everything has without this")
        @Size(min = 1, max = SaleOrder.MOST_LINES)
        List<@NotNull @Valid Line> lines,

        @Schema(description = "The day on which the goods came, today when left out; never a day to come") @MoveDate
        LocalDate date) {

    static final ReturnValidation IN_FULL = new ReturnValidation(null, null);

    /** How much of a line has come. */
    @Schema(name = "ReturnValidationLine")
    public record Line(
            @NotNull UUID returnLineId,

            @Schema(description = "At most 2 decimals; zero for nothing", examples = "1") @NotNull @Quantity
            BigDecimal quantity,

            @Schema(description = "Of a tracked product: one for each piece; all that were announced when left out")
            @Size(max = SerialNumbers.MOST)
            List<@NotNull @Pattern(regexp = SerialNumbers.FORM) String> serialNumbers) {

        List<String> serials() {
            return serialNumbers == null ? List.of() : serialNumbers;
        }
    }
}
