package io.aftersales.accounting.creditnote;

import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.LocalDate;
import java.util.UUID;

/** A credit note as lists show it. */
@Schema(name = "CreditNoteSummary")
public record CreditNoteSummary(
        UUID id,
        String number,
        CreditNoteState state,
        UUID invoiceId,
        String invoiceNumber,
        UUID customerId,
        UUID companyId,
        String reasonCode,
        String reference,
        LocalDate date,
        Money net,
        Money tax,
        Money total,
        Money residual,
        UUID ticketId) {

    static CreditNoteSummary of(CreditNote note) {
        String currency = note.currency();
        return new CreditNoteSummary(
                note.id(),
                note.number(),
                note.state(),
                note.invoice().id(),
                note.invoice().number(),
                note.customer().id(),
                note.customer().companyId(),
                note.reasonCode(),
                note.reference(),
                note.date(),
                Money.of(note.amounts().net(), currency),
                Money.of(note.amounts().tax(), currency),
                Money.of(note.total(), currency),
                Money.of(note.residual(), currency),
                note.ticketId());
    }
}
