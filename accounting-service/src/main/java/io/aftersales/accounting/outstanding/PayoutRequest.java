package io.aftersales.accounting.outstanding;

import io.aftersales.accounting.AccountingDate;
import io.aftersales.platform.money.Money;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.LocalDate;

/** Money that is given back to a customer. */
@Schema(name = "PayoutRequest")
public record PayoutRequest(
        @Schema(description = "More than zero, in the credit's currency and minor unit; at most what is left") @NotNull
        Money amount,

        @Schema(description = "When it was paid; today when left out") @AccountingDate
        LocalDate date,

        @Schema(description = "What the bank is told", examples = "Refund 4711") @Size(min = 1, max = 200)
        String reference) {}
