package io.aftersales.helpdesk.aftersales.refund;

import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** {@code reverse-invoice}: asks accounting to credit an invoice for a ticket. */
record ReverseInvoice(
        UUID actionId,
        UUID ticketId,
        UUID invoiceId,
        UUID customerId,
        UUID companyId,
        Requester requestedBy,
        RefundRequest.Method method,
        String reasonCode,
        String reason,
        LocalDate date,
        List<RefundRequest.Line> lines)
        implements Command {

    static final MessageType<ReverseInvoice> TYPE = MessageType.of("reverse-invoice", ReverseInvoice.class);

    static ReverseInvoice of(RefundRequest request, Commission commission) {
        return new ReverseInvoice(
                commission.actionId(),
                commission.ticketId(),
                request.invoiceId(),
                commission.customerId(),
                commission.companyId(),
                commission.requestedBy(),
                request.method(),
                request.reasonCode(),
                request.reason(),
                request.date(),
                request.lines());
    }
}
