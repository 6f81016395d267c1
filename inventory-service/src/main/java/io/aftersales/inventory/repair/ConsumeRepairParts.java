package io.aftersales.inventory.repair;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.inventory.Quantity;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * The command {@code consume-repair-parts}: move what was put into a repair, and what was taken out.
 *
 * @param originId the repair order
 * @param origin its number
 * @param force whether to move what is missing in stock all the same
 */
public record ConsumeRepairParts(
        @NotNull UUID actionId,
        UUID ticketId,
        @NotNull UUID originId,
        @NotBlank @Size(max = 200) String origin,
        @NotNull Requester requestedBy,
        boolean force,
        @NotEmpty @Size(max = 50) List<@NotNull @Valid Part> parts)
        implements Command {

    public static final MessageType<ConsumeRepairParts> TYPE =
            MessageType.of("consume-repair-parts", ConsumeRepairParts.class);

    /** Whether a part goes from the stock into the repair, or out of it to scrap. */
    public enum Kind {
        @JsonProperty("add")
        ADD,
        @JsonProperty("remove")
        REMOVE
    }

    /** A part of a repair. */
    public record Part(
            @NotNull Kind kind,
            @NotNull UUID productId,
            @NotNull @Positive @Quantity BigDecimal quantity) {

        boolean isAdded() {
            return kind == Kind.ADD;
        }
    }
}
