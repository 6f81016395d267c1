package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.history.DocumentChanges;
import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.accounting.invoice.InvoiceEvent;
import io.aftersales.accounting.invoice.Invoices;
import io.aftersales.accounting.invoice.Settlement;
import io.aftersales.accounting.ledger.JournalEntry;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** How credit notes are found, locked, stored and told about. */
@ApplicationScoped
public class CreditNotes {

    private static final String WITH_LINES =
            "select n from CreditNote n join fetch n.customer join fetch n.invoice join fetch n.lines l"
                    + " join fetch l.invoiceLine where n.id in :ids";

    private static final String INVOICE_OF = "select invoice_id from credit_note where id = ?1";
    private static final String LOCK = "select id from credit_note where id = ?1 for no key update";

    private static final String LOCK_POSTED =
            "select id from credit_note where id = ?1 and state = 'POSTED' for no key update";

    private static final String LOCK_NEXT =
            "select id from credit_note where id > ?1 order by id limit ?2 for no key update";

    private final Invoices invoices;
    private final DocumentChanges changes;

    CreditNotes(Invoices invoices, DocumentChanges changes) {
        this.invoices = invoices;
        this.changes = changes;
    }

    /**
     * Reads a credit note with its lines.
     *
     * @throws RuleBroken 404 where there is none
     */
    public Uni<CreditNote> read(UUID id) {
        return load(List.of(id)).map(found -> {
            if (found.isEmpty()) {
                throw RuleBroken.notFound("credit note", id);
            }
            return found.get(0);
        });
    }

    /** Locks the notes that come next by id, and loads them with their lines, in that order. */
    Uni<List<CreditNote>> lockNext(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList())
                .chain(CreditNotes::load)
                .map(found -> found.stream()
                        .sorted(Comparator.comparing(CreditNote::id))
                        .toList());
    }

    private static Uni<List<CreditNote>> load(List<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WITH_LINES, CreditNote.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /**
     * Locks the note's invoice, then the note, and loads both with their lines.
     *
     * @throws RuleBroken 404 where there is none
     */
    Uni<CreditNote> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INVOICE_OF, UUID.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull()
                        .onItem()
                        .ifNull()
                        .failWith(() -> RuleBroken.notFound("credit note", id))
                        .chain(invoiceId -> invoices.lockAllToCredit(List.of(invoiceId)))
                        .chain(() -> session.createNativeQuery(LOCK, UUID.class)
                                .setParameter(1, id)
                                .getSingleResult())
                        .chain(() -> read(id)));
    }

    /**
     * Locks a posted note alone, without its invoice: enough to use up some of its residual. Null where there is none.
     */
    public Uni<CreditNote> lockPosted(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_POSTED, UUID.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNotNull()
                .transformToUni(this::read);
    }

    /** Stores a new draft and tells of it. */
    void add(CreditNote draft, Work work) {
        work.persist(draft);
        publishDraft(draft, work);
    }

    /** Stores a note that was posted as soon as it was made, with all that came of it, and tells of it. */
    void addPosted(CreditNote note, CreditNote.Posting posting, Work work) {
        storeNewInvoice(note, work);
        work.insert(List.of(note));
        work.insert(note.lines());
        book(note, posting, work);
    }

    /** Stores what came of posting a draft, and tells of it. */
    void posted(CreditNote note, CreditNote.Posting posting, Work work) {
        storeNewInvoice(note, work);
        book(note, posting, work);
    }

    /** The note refers to the invoice, so that the invoice has to be written first. */
    private static void storeNewInvoice(CreditNote note, Work work) {
        Invoice corrected = note.newInvoice();
        if (corrected != null) {
            work.persist(corrected);
            work.publish(corrected, InvoiceEvent.DRAFTED, () -> InvoiceEvent.of(corrected));
        }
    }

    private static void book(CreditNote note, CreditNote.Posting posting, Work work) {
        String series = "RINV/" + note.date().getYear();
        work.number(series, series + "/%05d", number -> {
            note.assignNumber(number);
            posting.entry().refer(number);
        });
        write(posting.entry(), work);
        work.insert(posting.settlements());
        for (Settlement settlement : posting.settlements()) {
            if (settlement.payment() != null) {
                settlement
                        .transferFrom(settlement.payment().customer(), note.date())
                        .ifPresent(transfer -> write(transfer, work));
            }
        }
        work.publish(note, CreditNoteEvent.POSTED, () -> CreditNoteEvent.of(note));
        if (!posting.settlements().isEmpty()) {
            work.publish(note.invoice(), InvoiceEvent.PAYMENT_STATE_CHANGED, () -> InvoiceEvent.of(note.invoice()));
        }
    }

    private static void write(JournalEntry entry, Work work) {
        work.insert(List.of(entry));
        work.insert(entry.items());
    }

    /** Tells that a draft could not post itself on its day. */
    void postingRefused(CreditNote note, RuleBroken broken, Work work) {
        note.giveUpPostingItself();
        changes.postingRefused(note.id(), broken, work);
        work.publish(note, CreditNoteEvent.POSTING_REFUSED, () -> CreditNoteEvent.refused(note, broken));
    }

    void publishDraft(CreditNote note, Work work) {
        work.publish(note, CreditNoteEvent.DRAFTED, () -> CreditNoteEvent.of(note));
    }
}
