package io.aftersales.helpdesk.team;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;
import java.util.UUID;

/**
 * When the tickets of a team are closed by themselves.
 *
 * @param afterDays without anything written, changed or happening on the ticket, 24 hours each
 */
public record AutoClose(
        @Schema(description = "Days of 24 hours without activity") @NotNull @Min(1) @Max(3650)
        Integer afterDays,

        @Schema(description = "Only tickets in these stages are closed") @NotEmpty @Size(max = 50)
        List<@NotNull UUID> fromStageIds,

        @Schema(description = "The folded stage that they move to") @NotNull
        UUID toStageId) {}
