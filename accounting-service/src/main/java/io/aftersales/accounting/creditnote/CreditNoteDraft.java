package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.AccountingDate;
import io.aftersales.accounting.invoice.Invoice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.LocalDate;
import java.util.List;

/** What a user can change of a draft credit note. */
@Schema(name = "CreditNoteDraft")
public record CreditNoteDraft(
        @Schema(description = "A code of the list of credit note reasons", examples = "damaged")
        @Size(min = 1, max = 50)
        String reasonCode,

        @Schema(description = "In words; becomes part of the reference") @Size(min = 1, max = 1000)
        String reason,

        @Schema(description = "Accounting date, and due date") @NotNull @AccountingDate
        LocalDate date,

        @Schema(description = "Lowered or dropped, never raised; replaced as a whole by a PATCH")
        @NotNull
        @Size(min = 1, max = Invoice.MOST_LINES)
        List<@NotNull @Valid LineChoice> lines) {

    /** A draft as it is now, for a merge patch to change. */
    static CreditNoteDraft of(CreditNote note) {
        return new CreditNoteDraft(note.reasonCode(), note.reason(), note.date(), note.choices());
    }

    CreditNoteTerms terms() {
        return new CreditNoteTerms(reasonCode, reason, date);
    }
}
