package io.aftersales.helpdesk.aftersales.returns;

import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;

import java.util.List;
import java.util.UUID;

/** {@code create-return}: asks inventory to announce that goods of a delivery come back, for a ticket. */
record CreateReturn(
        UUID actionId,
        UUID ticketId,
        UUID deliveryId,
        UUID customerId,
        UUID companyId,
        Requester requestedBy,
        List<ReturnRequest.Line> lines,
        UUID returnLocationId,
        Boolean exchange)
        implements Command {

    static final MessageType<CreateReturn> TYPE = MessageType.of("create-return", CreateReturn.class);

    static CreateReturn of(ReturnRequest request, Commission commission) {
        return new CreateReturn(
                commission.actionId(),
                commission.ticketId(),
                request.deliveryId(),
                commission.customerId(),
                commission.companyId(),
                commission.requestedBy(),
                request.lines(),
                request.returnLocationId(),
                request.exchange());
    }
}
