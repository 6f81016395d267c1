package io.aftersales.inventory.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.inventory.MoveDate;
import io.aftersales.inventory.Quantity;
import io.aftersales.inventory.saleorder.SaleOrder;
import io.aftersales.inventory.stock.SerialNumbers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** How a delivery is validated: in full, or in part. */
@Schema(name = "DeliveryValidation")
public record DeliveryValidation(
        @Schema(description = "What is delivered; lines left out are not, everything is without this")
        @Size(min = 1, max = SaleOrder.MOST_LINES)
        List<@NotNull @Valid Line> lines,

        @Schema(description = "What becomes of the rest; a back-order when left out")
        Rest rest,

        @Schema(description = "The day on which the goods left, today when left out; never a day to come") @MoveDate
        LocalDate date) {

    static final DeliveryValidation IN_FULL = new DeliveryValidation(null, null, null);

    /** What becomes of what is not delivered. */
    @Schema(name = "DeliveryRest")
    public enum Rest {
        /** Another delivery brings it. */
        @JsonProperty("back-order")
        BACK_ORDER,
        /** Nobody does. */
        @JsonProperty("drop")
        DROP
    }

    /** How much of a line is delivered. */
    @Schema(name = "DeliveryValidationLine")
    public record Line(
            @NotNull UUID deliveryLineId,

            @Schema(description = "At most 2 decimals; zero for nothing", examples = "1") @NotNull @Quantity
            BigDecimal quantity,

            @Schema(description = "Of a tracked product: one for each piece, all of them in stock")
            @Size(max = SerialNumbers.MOST)
            List<@NotNull @Pattern(regexp = SerialNumbers.FORM) String> serialNumbers) {

        List<String> serials() {
            return serialNumbers == null ? List.of() : serialNumbers;
        }
    }

    /** Its event must fit into a message. */
    @AssertTrue(message = "lines must not name more than 500 serial numbers together")
    @Schema(hidden = true)
    boolean isBrief() {
        return lines == null
                || lines.stream()
                                .filter(Objects::nonNull)
                                .mapToInt(line -> line.serials().size())
                                .sum()
                        <= SerialNumbers.MOST;
    }

    boolean dropsRest() {
        return rest == Rest.DROP;
    }
}
