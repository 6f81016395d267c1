package io.aftersales.helpdesk.aftersales.refund;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.security.Requester;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Accounting's events about a credit note: what of its public state the ticket shows.
 *
 * @param date accounting date
 * @param postsItself true on a draft that is posted on its date without anybody doing so
 * @param awaitsAccountant true on a draft above the limit of the agent who wrote it
 * @param refusal why it could not post itself, where the event tells of that
 * @param releasedPayments payments of the invoice that the credit note set free
 * @param changedBy who made the change, unless nobody did
 */
record CreditNote(
        UUID creditNoteId,
        String number,
        String state,
        String invoiceNumber,
        LocalDate date,
        Boolean postsItself,
        Boolean awaitsAccountant,
        Refusal refusal,
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

    static final MessageType<CreditNote> POSTING_REFUSED =
            MessageType.of("credit-note-posting-refused", CreditNote.class);

    /** Why a draft could not post itself. */
    record Refusal(String code, String detail) {}

    /** The invoice again, as a draft to be corrected. */
    record NewInvoice(UUID invoiceId) {}

    boolean isPosted() {
        return "posted".equals(state);
    }
}
