package io.aftersales.helpdesk.aftersales.refund;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.money.Money;

import java.util.UUID;

/** Accounting's events about an invoice: what of its public state the helpdesk needs. */
record Invoice(UUID invoiceId, String number, String state, UUID customerId, Money total, UUID ticketId, UUID actionId)
        implements OfAction {

    static final MessageType<Invoice> POSTED = MessageType.of("invoice-posted", Invoice.class);
    static final MessageType<Invoice> CANCELLED = MessageType.of("invoice-cancelled", Invoice.class);
}
