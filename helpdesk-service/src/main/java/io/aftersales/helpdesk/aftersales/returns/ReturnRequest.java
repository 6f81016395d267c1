package io.aftersales.helpdesk.aftersales.returns;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** A return, as it is asked for. What of it the delivery allows is for inventory to decide. */
public record ReturnRequest(
        @Schema(description = "A delivery that is done") @NotNull
        UUID deliveryId,

        @Schema(
                description =
                        "What comes back; lines left out are dropped, all that is returnable is taken without this")
        @Size(min = 1, max = 500)
        List<@NotNull @Valid Line> lines,

        @Schema(description = "A location of our own; the stock when left out")
        UUID returnLocationId,

        @Schema(description = "Whether another delivery brings the same goods anew; false when left out")
        Boolean exchange) {

    /** How much of a delivery's line comes back. */
    @Schema(name = "RequestedReturnLine")
    public record Line(
            @NotNull UUID deliveryLineId,

            @Schema(description = "At most what is returnable of the line; zero drops it", examples = "1")
            @NotNull
            @DecimalMin("-1000000")
            @DecimalMax("1000000")
            @Digits(integer = 7, fraction = 2)
            BigDecimal quantity,

            @Schema(
                    description = "Of a tracked product: one for each piece; may be left out where all that is"
                            + " returnable of the line comes back")
            @Size(max = 500)
            List<@NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._/-]{0,49}") String> serialNumbers) {}
}
