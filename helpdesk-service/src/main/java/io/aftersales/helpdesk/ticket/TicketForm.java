package io.aftersales.helpdesk.ticket;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** What can be entered and edited of a ticket. */
@Schema(name = "TicketRequest")
public record TicketForm(
        @NotBlank @Size(max = 200) String subject,
        @Size(max = 10_000) String description,
        UUID customerId,
        @NotNull UUID teamId,

        @Schema(description = "Subject of the user who works on it") @Size(min = 1, max = 255)
        String assignee,

        @Schema(description = "0 is the lowest; 0 when left out") @Min(0) @Max(3)
        Integer priority,

        @Schema(description = "The first open stage when left out; a folded one closes the ticket")
        UUID stageId,

        UUID productId,
        @Size(min = 1, max = 100) String serialNumber,
        UUID saleOrderId,

        @Schema(description = "What another system knows the ticket by; no two tickets have the same")
        @Size(min = 1, max = 100)
        String externalReference) {

    public TicketForm {
        priority = priority == null ? 0 : priority;
    }
}
