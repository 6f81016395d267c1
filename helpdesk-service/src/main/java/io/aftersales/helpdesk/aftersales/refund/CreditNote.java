package io.aftersales.helpdesk.aftersales.refund;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.security.Requester;

import java.util.UUID;

/**
 * Accounting's events about a credit note: what of its public state the ticket shows.
 *
 * @param releasedPayments payments of the invoice that the credit note set free
 * @param changedBy who made the change, unless nobody did
 */
record CreditNote(
        UUID creditNoteId,
        String number,
        String state,
        String invoiceNumber,
        Money total,
        Money releasedPayments,
        NewInvoice newInvoice,
        Requester changedBy,
        UUID ticketId,
        UUID actionId)
        implements OfAction {

    static final MessageType<CreditNote> DRAFTED = MessageType.of("credit-note-drafted", CreditNote.class);
    static final MessageType<CreditNote> POSTED = MessageType.of("credit-note-posted", CreditNote.class);
    static final MessageType<CreditNote> CANCELLED = MessageType.of("credit-note-cancelled", CreditNote.class);

    /** The invoice again, as a draft to be corrected. */
    record NewInvoice(UUID invoiceId) {}

    boolean isPosted() {
        return "posted".equals(state);
    }
}
