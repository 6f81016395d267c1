package io.aftersales.repair.invoicing;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.envelope.Rejection;

import java.util.UUID;

/**
 * Accounting's events about an invoice: what of its public state a repair order needs.
 *
 * @param number null until it is posted
 * @param actionId the ask that the invoice came out of
 */
public record InvoiceTold(UUID invoiceId, String number, UUID actionId) implements OfAction {

    public static final MessageType<InvoiceTold> DRAFTED = MessageType.of("invoice-drafted", InvoiceTold.class);
    public static final MessageType<InvoiceTold> POSTED = MessageType.of("invoice-posted", InvoiceTold.class);
    public static final MessageType<InvoiceTold> CANCELLED = MessageType.of("invoice-cancelled", InvoiceTold.class);

    /** Accounting will not draft it. */
    public static final MessageType<Rejection> DRAFT_REJECTED =
            MessageType.of("invoice-draft-rejected", Rejection.class);

    /** Accounting will not cancel it. */
    public static final MessageType<Rejection> CANCELLATION_REJECTED =
            MessageType.of("invoice-cancellation-rejected", Rejection.class);
}
