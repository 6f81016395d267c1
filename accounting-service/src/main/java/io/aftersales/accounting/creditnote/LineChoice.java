package io.aftersales.accounting.creditnote;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.aftersales.accounting.invoice.LineRemainder;
import io.aftersales.platform.money.Decimals;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * One line that somebody wants credited; lines that they do not name are dropped.
 *
 * @param quantity what is left of the line when null
 * @param unitPrice the invoice's, or what credit notes left of it, when null
 */
@Schema(name = "CreditNoteLineChoice")
public record LineChoice(
        @NotNull UUID invoiceLineId,

        @Schema(description = "What is left of the invoice line when left out", examples = "1")
        @DecimalMin(value = "0", inclusive = false)
        @Digits(integer = 7, fraction = 2)
        BigDecimal quantity,

        @Schema(
                type = SchemaType.STRING,
                description = "What is left of the invoice line's when left out",
                examples = "100.00")
        @Digits(integer = 9, fraction = LineRemainder.PRICE_SCALE)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal unitPrice) {

    public LineChoice {
        // 1 and 1.00 are the same choice.
        quantity = quantity == null ? null : Decimals.number(quantity);
        unitPrice = unitPrice == null ? null : Decimals.number(unitPrice);
    }
}
