package io.aftersales.repair.order;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * The command {@code create-repair-order}: take a repair in, for a ticket.
 *
 * @param companyId the top of the customer's tree of companies, as the helpdesk knows it
 */
public record CreateRepairOrder(
        @NotNull UUID actionId,
        UUID ticketId,
        @NotNull UUID customerId,
        @NotNull UUID companyId,
        @NotNull Requester requestedBy,
        UUID productId,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000000") @Digits(integer = 7, fraction = 2)
        BigDecimal quantity,

        @Size(min = 1, max = 50) String serialNumber,
        @NotBlank @Size(max = RepairDraft.MOST_TEXT) String description,
        UUID saleOrderId,
        UUID returnId,
        @NotNull InvoiceMethod invoiceMethod,
        Boolean underWarranty,
        @Size(max = RepairDraft.MOST_LINES) List<RepairDraft.@NotNull @Valid Part> parts,
        @Size(max = RepairDraft.MOST_LINES) List<RepairDraft.@NotNull @Valid Operation> operations,
        @Size(min = 1, max = RepairDraft.MOST_TEXT) String repairNotes,
        @Size(min = 1, max = RepairDraft.MOST_TEXT) String quotationNotes)
        implements Command {

    public static final MessageType<CreateRepairOrder> TYPE =
            MessageType.of("create-repair-order", CreateRepairOrder.class);

    RepairDraft draft() {
        return new RepairDraft(
                customerId,
                productId,
                quantity,
                serialNumber,
                description,
                saleOrderId,
                returnId,
                invoiceMethod,
                underWarranty,
                parts,
                operations,
                repairNotes,
                quotationNotes,
                null,
                null);
    }
}
