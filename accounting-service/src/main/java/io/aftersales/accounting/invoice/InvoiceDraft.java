package io.aftersales.accounting.invoice;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.aftersales.accounting.AccountingDate;
import io.aftersales.platform.money.Decimals;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What a user writes of a draft invoice. */
@Schema(name = "InvoiceDraft")
public record InvoiceDraft(
        @Schema(description = "Needed at posting, not before")
        UUID customerId,

        @Schema(description = "Accounting date; the day of posting when left out") @AccountingDate
        LocalDate date,

        @Schema(description = "The date when left out") @AccountingDate
        LocalDate dueDate,

        @Schema(description = "The id that another system gave the invoice; unique", examples = "536365")
        @Size(min = 1, max = 100)
        String externalReference,

        @Schema(description = "Needed at posting, not before; replaced as a whole by a PATCH")
        @Size(max = Invoice.MOST_LINES)
        List<@NotNull @Valid Line> lines) {

    /** Of up to 100 % each: their sum is kept with three digits. */
    public static final int MOST_TAXES = 9;

    /** One line as a user writes it. */
    @Schema(name = "InvoiceDraftLine")
    public record Line(
            UUID productId,

            @Schema(examples = "Desk lamp") @NotBlank @Size(max = 200)
            String description,

            @Schema(description = "More than zero, at most 2 decimals", examples = "2")
            @NotNull
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1000000")
            @Digits(integer = 7, fraction = 2)
            BigDecimal quantity,

            @Schema(
                    type = SchemaType.STRING,
                    description = "Before discount and tax, in the invoice's currency, at most 4 decimals; negative"
                            + " for a deduction",
                    examples = "100.00")
            @NotNull
            @DecimalMin("-100000000")
            @DecimalMax("100000000")
            @Digits(integer = 9, fraction = LineRemainder.PRICE_SCALE)
            @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal unitPrice,

            @Schema(description = "Per cent of the unit price; 0 when left out", examples = "10")
            @DecimalMin("0")
            @DecimalMax("100")
            @Digits(integer = 3, fraction = 2)
            BigDecimal discount,

            @Schema(description = "Active taxes; none when left out") @Size(max = MOST_TAXES)
            List<@NotNull UUID> taxIds) {

        private static Line of(InvoiceLine line, String currency) {
            return new Line(
                    line.productId(),
                    line.description(),
                    Decimals.number(line.quantity()),
                    new BigDecimal(Decimals.unitPrice(line.unitPrice(), currency)),
                    Decimals.number(line.discount()),
                    line.taxIds());
        }

        List<UUID> taxes() {
            return taxIds == null ? List.of() : taxIds;
        }
    }

    /** A draft as it is now, for a merge patch to change. */
    static InvoiceDraft of(Invoice invoice) {
        return new InvoiceDraft(
                invoice.customer() == null ? null : invoice.customer().id(),
                invoice.date(),
                invoice.dueDate(),
                invoice.externalReference(),
                invoice.lines().stream()
                        .map(line -> Line.of(line, invoice.currency()))
                        .toList());
    }

    List<Line> allLines() {
        return lines == null ? List.of() : lines;
    }
}
