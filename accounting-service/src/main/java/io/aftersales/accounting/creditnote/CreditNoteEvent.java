package io.aftersales.accounting.creditnote;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Requester;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The public state of a credit note, as all its events carry it; contracts/schemas/shared/credit-note.v1.schema.json.
 *
 * @param postsItself true on a draft that is posted on its date without anybody doing so
 * @param awaitsAccountant true on a draft above the limit of the agent who wrote it
 * @param refusal why it could not post itself, where the event tells of that
 * @param changedBy who made the change that the event tells of; null if nobody did
 */
public record CreditNoteEvent(
        UUID creditNoteId,
        String number,
        CreditNoteState state,
        UUID invoiceId,
        String invoiceNumber,
        UUID customerId,
        UUID companyId,
        String reasonCode,
        String reason,
        String reference,
        LocalDate date,
        LocalDate dueDate,
        String currency,
        List<Line> lines,
        Money net,
        Money tax,
        Money total,
        Money residual,
        Money releasedPayments,
        NewInvoice newInvoice,
        Boolean postsItself,
        Boolean awaitsAccountant,
        Refusal refusal,
        Requester changedBy,
        UUID ticketId,
        UUID actionId)
        implements OfAction {

    public static final MessageType<CreditNoteEvent> DRAFTED =
            MessageType.of("credit-note-drafted", CreditNoteEvent.class);
    public static final MessageType<CreditNoteEvent> POSTED =
            MessageType.of("credit-note-posted", CreditNoteEvent.class);
    public static final MessageType<CreditNoteEvent> CANCELLED =
            MessageType.of("credit-note-cancelled", CreditNoteEvent.class);

    /** Something of the note was set against another invoice or paid out. */
    public static final MessageType<CreditNoteEvent> RESIDUAL_CHANGED =
            MessageType.of("credit-note-residual-changed", CreditNoteEvent.class);

    /** A draft could not post itself on its day, and stays a draft. */
    public static final MessageType<CreditNoteEvent> POSTING_REFUSED =
            MessageType.of("credit-note-posting-refused", CreditNoteEvent.class);

    /** The event that tells of a credit note which is in this state. */
    static MessageType<CreditNoteEvent> typeOf(CreditNoteState state) {
        return switch (state) {
            case DRAFT -> DRAFTED;
            case POSTED -> POSTED;
            case CANCELLED -> CANCELLED;
        };
    }

    /** The corrected draft that takes the place of the credited invoice. */
    public record NewInvoice(UUID invoiceId) {}

    /**
     * Why a draft could not post itself.
     *
     * @param code the machine-readable name of the broken rule
     * @param detail the reason, for a person
     */
    public record Refusal(String code, String detail) {}

    /** Amounts are decimals in the note's currency. */
    public record Line(
            UUID lineId,
            UUID invoiceLineId,
            UUID productId,
            String description,
            BigDecimal quantity,
            String unitPrice,
            BigDecimal discount,
            List<UUID> taxIds,
            String net,
            String tax,
            String total) {

        static Line of(CreditNoteLine line, String currency) {
            return new Line(
                    line.id(),
                    line.invoiceLine().id(),
                    line.invoiceLine().productId(),
                    line.invoiceLine().description(),
                    Decimals.number(line.quantity()),
                    Decimals.unitPrice(line.unitPrice(), currency),
                    Decimals.number(line.invoiceLine().discount()),
                    line.invoiceLine().taxIds(),
                    Decimals.amount(line.amounts().net(), currency),
                    Decimals.amount(line.amounts().tax(), currency),
                    Decimals.amount(line.amounts().total(), currency));
        }
    }

    /** The note as whoever brought it into its state, or edited it last, left it. */
    static CreditNoteEvent of(CreditNote note) {
        return of(note, note.lastChange().by(), null);
    }

    /** The note as somebody left it. */
    public static CreditNoteEvent of(CreditNote note, Requester changedBy) {
        return of(note, changedBy, null);
    }

    /** That the note could not post itself. */
    static CreditNoteEvent refused(CreditNote note, RuleBroken broken) {
        return of(note, null, new Refusal(broken.code().code(), broken.getMessage()));
    }

    private static CreditNoteEvent of(CreditNote note, Requester changedBy, Refusal refusal) {
        String currency = note.currency();
        return new CreditNoteEvent(
                note.id(),
                note.number(),
                note.state(),
                note.invoice().id(),
                note.invoice().number(),
                note.customer().id(),
                note.customer().companyId(),
                note.reasonCode(),
                note.reason(),
                note.reference(),
                note.date(),
                note.date(),
                currency,
                note.lines().stream().map(line -> Line.of(line, currency)).toList(),
                Money.of(note.amounts().net(), currency),
                Money.of(note.amounts().tax(), currency),
                Money.of(note.total(), currency),
                Money.of(note.residual(), currency),
                note.releasedPayments().signum() == 0 ? null : Money.of(note.releasedPayments(), currency),
                note.newInvoice() == null
                        ? null
                        : new NewInvoice(note.newInvoice().id()),
                note.postsItself() ? true : null,
                note.awaitsAccountant() ? true : null,
                refusal,
                changedBy,
                note.ticketId(),
                note.actionId());
    }
}
