package io.aftersales.accounting.outstanding;

import io.aftersales.platform.money.Money;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** That an outstanding credit shall settle an invoice. */
@Schema(name = "AllocationRequest")
public record AllocationRequest(
        @Schema(description = "A posted invoice of the same company with something open") @NotNull
        UUID invoiceId,

        @Schema(description = "At most what is left and what is open; as much as that when left out")
        Money amount) {}
