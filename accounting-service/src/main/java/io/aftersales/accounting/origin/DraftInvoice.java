package io.aftersales.accounting.origin;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.aftersales.accounting.invoice.InvoiceDraft;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * The command {@code draft-invoice}: draft an invoice for a document of another service, such as a repair order.
 *
 * @param origin the document's number
 * @param notes for the customer, to be printed on the invoice
 */
public record DraftInvoice(
        @NotNull UUID actionId,
        UUID ticketId,
        @NotNull UUID originId,
        @NotBlank @Size(max = 200) String origin,
        @NotNull @Min(1) Integer attempt,
        @NotNull UUID customerId,
        @NotNull UUID companyId,
        @NotNull Requester requestedBy,
        @NotBlank String currency,
        @Size(min = 1, max = 2000) String notes,
        @NotEmpty @Size(max = 100) List<@NotNull @Valid Line> lines)
        implements Command, OfOrigin {

    public static final MessageType<DraftInvoice> TYPE = MessageType.of("draft-invoice", DraftInvoice.class);

    /**
     * A line as it was quoted.
     *
     * @param taxRate per cent, the sum of the taxes on the day of the quotation: the invoice keeps it
     */
    public record Line(
            UUID productId,
            @NotBlank @Size(max = 200) String description,

            @NotNull
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1000000")
            @Digits(integer = 7, fraction = 2)
            BigDecimal quantity,

            @NotNull
            @DecimalMin("-100000000")
            @DecimalMax("100000000")
            @Digits(integer = 9, fraction = 4)
            @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal unitPrice,

            @Size(max = InvoiceDraft.MOST_TAXES) List<@NotNull UUID> taxIds,

            @NotNull @DecimalMin("0") @DecimalMax("900") @Digits(integer = 3, fraction = 4)
            BigDecimal taxRate) {

        List<UUID> taxes() {
            return taxIds == null ? List.of() : taxIds;
        }
    }
}
