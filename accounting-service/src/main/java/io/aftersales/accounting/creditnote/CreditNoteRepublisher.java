package io.aftersales.accounting.creditnote;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every credit note again. */
@ApplicationScoped
class CreditNoteRepublisher implements Republisher<CreditNote> {

    private final CreditNotes creditNotes;

    CreditNoteRepublisher(CreditNotes creditNotes) {
        this.creditNotes = creditNotes;
    }

    @Override
    public Uni<List<CreditNote>> after(UUID last, int limit) {
        return creditNotes.lockNext(last, limit);
    }

    @Override
    public void republish(CreditNote note, Work work) {
        work.republish(note, CreditNoteEvent.typeOf(note.state()), CreditNoteEvent.of(note));
    }
}
