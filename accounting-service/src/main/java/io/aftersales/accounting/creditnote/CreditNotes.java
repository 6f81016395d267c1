package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.invoice.InvoiceEvent;
import io.aftersales.accounting.invoice.Invoices;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** How credit notes are found, locked, stored and told about. */
@ApplicationScoped
class CreditNotes {

    private static final String WITH_LINES =
            "select n from CreditNote n join fetch n.customer join fetch n.invoice join fetch n.lines l"
                    + " join fetch l.invoiceLine where n.id = :id order by l.position";

    private final Invoices invoices;

    CreditNotes(Invoices invoices) {
        this.invoices = invoices;
    }

    /**
     * Reads a credit note with its lines.
     *
     * @throws RuleBroken 404 where there is none
     */
    Uni<CreditNote> read(UUID id) {
        return find(id, LockMode.NONE);
    }

    /**
     * Locks the note's invoice, then the note, and loads both with their lines.
     *
     * @throws RuleBroken 404 where there is none
     */
    Uni<CreditNote> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select n.invoice.id from CreditNote n where n.id = :id", UUID.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("credit note", id))
                .chain(invoiceId -> invoices.lockAllToCredit(List.of(invoiceId)))
                .chain(() -> find(id, LockMode.PESSIMISTIC_WRITE));
    }

    private static Uni<CreditNote> find(UUID id, LockMode lock) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WITH_LINES, CreditNote.class)
                        .setParameter("id", id)
                        .setLockMode("n", lock)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("credit note", id));
    }

    /** Stores a new draft and tells of it. */
    Uni<Void> add(CreditNote draft, Work work) {
        publishDraft(draft, work);
        return Panache.getSession().chain(session -> session.persist(draft));
    }

    /** Stores a note that was posted as soon as it was made, with all that came of it, and tells of it. */
    Uni<Void> addPosted(CreditNote note, CreditNote.Posting posting, Work work) {
        tell(note, posting, work);
        List<Object> made = new ArrayList<>();
        if (note.newInvoice() != null) {
            made.add(note.newInvoice());
            work.publish(note.newInvoice(), InvoiceEvent.DRAFTED, () -> InvoiceEvent.of(note.newInvoice()));
        }
        made.add(note);
        return Panache.getSession().chain(session -> persist(session, made, posting));
    }

    /** Stores what came of a draft that was confirmed, and tells of it. */
    Uni<Void> confirmed(CreditNote note, CreditNote.Posting posting, Work work) {
        tell(note, posting, work);
        return Panache.getSession().chain(session -> persist(session, List.of(), posting));
    }

    void publishDraft(CreditNote note, Work work) {
        work.publish(note, CreditNoteEvent.DRAFTED, () -> CreditNoteEvent.of(note));
    }

    private static void tell(CreditNote note, CreditNote.Posting posting, Work work) {
        String series = "RINV/" + note.date().getYear();
        work.number(series, series + "/%05d", number -> {
            note.assignNumber(number);
            posting.entry().refer(number);
        });
        work.publish(note, CreditNoteEvent.POSTED, () -> CreditNoteEvent.of(note));
        if (!posting.settlements().isEmpty()) {
            work.publish(note.invoice(), InvoiceEvent.PAYMENT_STATE_CHANGED, () -> InvoiceEvent.of(note.invoice()));
        }
    }

    private static Uni<Void> persist(Mutiny.Session session, List<Object> made, CreditNote.Posting posting) {
        List<Object> all = new ArrayList<>(made);
        all.add(posting.entry());
        all.addAll(posting.settlements());
        return session.persistAll(all.toArray());
    }
}
