package io.aftersales.helpdesk.aftersales.refund;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A refund, as it is asked for. What of it the invoice allows is for accounting to decide. */
public record RefundRequest(
        @NotNull UUID invoiceId,

        @Schema(description = "Needed while the invoice has something open, refused when it has not")
        Method method,

        @Schema(description = "From the company's list of credit note reasons") @Size(min = 1, max = 50)
        String reasonCode,

        @Size(min = 1, max = 1000) String reason,

        @Schema(description = "Date of the credit note; today when left out") @CreditNoteDate
        LocalDate date,

        @Schema(description = "Where the outcome is a draft; lines left out are dropped, all are taken without this")
        @Size(min = 1, max = 500)
        List<@NotNull @Valid Line> lines) {

    /** How an invoice is credited. */
    @Schema(name = "RefundMethod")
    public enum Method {
        /** A draft credit note, to be edited and confirmed. */
        @JsonProperty("partial")
        PARTIAL,
        /** All that is left of the invoice, at once. */
        @JsonProperty("full")
        FULL,
        /** The same, and the invoice again as a new draft. */
        @JsonProperty("full-and-new-draft")
        FULL_AND_NEW_DRAFT
    }

    /** How much of an invoice's line is credited. */
    @Schema(name = "RefundLine")
    public record Line(
            @NotNull UUID invoiceLineId,

            @Schema(description = "What is left of the line when left out")
            @DecimalMin(value = "0", inclusive = false)
            @Digits(integer = 7, fraction = 2)
            BigDecimal quantity,

            @Schema(
                    type = SchemaType.STRING,
                    description = "What is left of the invoice line's when left out; negative for a deduction",
                    examples = "2.55")
            @JsonFormat(shape = JsonFormat.Shape.STRING)
            @Digits(integer = 9, fraction = 4)
            BigDecimal unitPrice) {}
}
