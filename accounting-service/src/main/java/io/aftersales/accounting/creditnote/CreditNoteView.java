package io.aftersales.accounting.creditnote;

import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.rest.Warning;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A credit note as the API shows it. */
@Schema(name = "CreditNote")
public record CreditNoteView(
        UUID id,

        @Schema(description = "Given at posting", examples = "RINV/2026/00001")
        String number,

        CreditNoteState state,
        UUID invoiceId,

        @Schema(examples = "INV/2026/00001") String invoiceNumber,

        UUID customerId,

        @Schema(description = "The top of the customer's tree of companies")
        UUID companyId,

        String reasonCode,
        String reason,

        @Schema(examples = "Reversal of: INV/2026/00001, damaged on arrival")
        String reference,

        LocalDate date,
        LocalDate dueDate,

        @Schema(description = "How it was asked for; absent where the invoice had nothing open")
        CreditMethod method,

        @Schema(description = "A draft whose date lay ahead when it was set: it is posted on that day")
        boolean postsItself,

        @Schema(description = "A draft above the limit of the agent who wrote it: an accountant confirms it")
        boolean awaitsAccountant,

        String currency,
        List<Line> lines,
        Money net,
        Money tax,
        Money total,

        @Schema(description = "What of a posted note settles nothing yet: an outstanding credit")
        Money residual,

        @Schema(description = "Payments of the invoice that a full credit set free; absent when there were none")
        Money releasedPayments,

        @Schema(description = "The corrected draft of the method full-and-new-draft")
        UUID newInvoiceId,

        UUID ticketId,
        UUID actionId,
        Stamp created,
        Stamp edited,
        Stamp confirmed,
        Stamp cancelled,

        @Schema(description = "Reservations about what was done; absent when there are none")
        List<Warning> warnings) {

    /** Prices and amounts are decimals in the note's currency. */
    @Schema(name = "CreditNoteLine")
    public record Line(
            UUID id,
            UUID invoiceLineId,
            UUID productId,
            String description,
            BigDecimal quantity,
            @Schema(examples = "100.00") String unitPrice,
            @Schema(description = "Per cent") BigDecimal discount,
            List<UUID> taxIds,

            @Schema(description = "Per cent, as the invoice line has it")
            BigDecimal taxRate,

            @Schema(examples = "100.00") String net,
            @Schema(examples = "15.00") String tax,
            @Schema(examples = "115.00") String total) {

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
                    Decimals.number(line.invoiceLine().taxRate()),
                    Decimals.amount(line.amounts().net(), currency),
                    Decimals.amount(line.amounts().tax(), currency),
                    Decimals.amount(line.amounts().total(), currency));
        }
    }

    static CreditNoteView of(CreditNote note) {
        String currency = note.currency();
        return new CreditNoteView(
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
                note.method(),
                note.postsItself(),
                note.awaitsAccountant(),
                currency,
                note.lines().stream().map(line -> Line.of(line, currency)).toList(),
                Money.of(note.amounts().net(), currency),
                Money.of(note.amounts().tax(), currency),
                Money.of(note.total(), currency),
                Money.of(note.residual(), currency),
                note.releasedPayments().signum() == 0 ? null : Money.of(note.releasedPayments(), currency),
                note.newInvoice() == null ? null : note.newInvoice().id(),
                note.ticketId(),
                note.actionId(),
                note.created(),
                note.edited(),
                note.confirmed(),
                note.cancelled(),
                warnings(note));
    }

    private static List<Warning> warnings(CreditNote note) {
        List<Warning> warnings = new ArrayList<>();
        if (note.releasedPayments().signum() > 0) {
            warnings.add(new Warning(
                    "payments-released",
                    "Payments of %s %s of invoice %s were released and are an outstanding credit of the customer now"
                            .formatted(
                                    Decimals.amount(note.releasedPayments(), note.currency()),
                                    note.currency(),
                                    note.invoice().number())));
        }
        if (note.awaitsAccountant()) {
            warnings.add(new Warning(
                    "awaits-accountant",
                    "The refund is above the limit of %s, so an accountant has to confirm it"
                            .formatted(note.lastChange().name())));
        }
        return warnings.isEmpty() ? null : warnings;
    }
}
