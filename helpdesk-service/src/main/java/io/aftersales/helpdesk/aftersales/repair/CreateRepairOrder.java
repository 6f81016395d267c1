package io.aftersales.helpdesk.aftersales.repair;

import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code create-repair-order}: asks repair to take something in, for a ticket. */
record CreateRepairOrder(
        UUID actionId,
        UUID ticketId,
        UUID customerId,
        UUID companyId,
        Requester requestedBy,
        UUID productId,
        BigDecimal quantity,
        String serialNumber,
        String description,
        UUID saleOrderId,
        UUID returnId,
        RepairRequest.InvoiceMethod invoiceMethod,
        Boolean underWarranty,
        List<RepairRequest.Part> parts,
        List<RepairRequest.Operation> operations,
        String repairNotes,
        String quotationNotes)
        implements Command {

    static final MessageType<CreateRepairOrder> TYPE = MessageType.of("create-repair-order", CreateRepairOrder.class);

    /** What the request leaves open, the ticket says; the serial number of its product only. */
    static CreateRepairOrder of(RepairRequest request, Commission commission) {
        Ticket ticket = commission.ticket();
        Optional<UUID> product = Optional.ofNullable(request.productId()).or(ticket::product);
        Optional<String> serialNumber = Optional.ofNullable(request.serialNumber())
                .or(() -> product.equals(ticket.product()) ? ticket.serialNumber() : Optional.empty());
        return new CreateRepairOrder(
                commission.actionId(),
                commission.ticketId(),
                commission.customerId(),
                commission.companyId(),
                commission.requestedBy(),
                product.orElse(null),
                request.quantity(),
                serialNumber.orElse(null),
                request.description(),
                Optional.ofNullable(request.saleOrderId()).or(ticket::saleOrder).orElse(null),
                request.returnId(),
                request.invoiceMethod(),
                request.underWarranty(),
                request.parts(),
                request.operations(),
                request.repairNotes(),
                request.quotationNotes());
    }
}
