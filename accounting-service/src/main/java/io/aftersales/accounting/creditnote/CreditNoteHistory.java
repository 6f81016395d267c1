package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.history.DocumentChanges;
import io.aftersales.accounting.history.HistoryEntry;
import io.aftersales.accounting.history.HistoryEntry.Action;
import io.aftersales.accounting.history.HistoryView;
import io.aftersales.accounting.invoice.CreditUses;
import io.aftersales.platform.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The history of a credit note. Edits and refused postings were written down for it; the rest is told by the note itself, and
 * by the settlements and payouts that used it, which are never changed.
 */
@ApplicationScoped
class CreditNoteHistory {

    private final DocumentChanges changes;
    private final CreditUses uses;

    CreditNoteHistory(DocumentChanges changes, CreditUses uses) {
        this.changes = changes;
        this.uses = uses;
    }

    Uni<HistoryView> of(CreditNote note) {
        List<HistoryEntry> entries = new ArrayList<>();
        entries.add(new HistoryEntry(
                Action.CREATED, note.created(), Map.of(), Map.of("state", CreditNoteState.DRAFT), null));
        return changes.of(note.id())
                .invoke(entries::addAll)
                .invoke(() -> entries.addAll(changesOfState(note)))
                .chain(() -> uses.of(List.of(note.id())))
                .invoke(used -> entries.addAll(CreditUses.history(
                        used, note.total(), note.currency(), note.invoice().id())))
                .map(done -> new HistoryView(entries));
    }

    private static List<HistoryEntry> changesOfState(CreditNote note) {
        Map<String, Object> draft = Map.of("state", CreditNoteState.DRAFT);
        if (note.state() == CreditNoteState.POSTED) {
            Map<String, Object> posted = new LinkedHashMap<>();
            posted.put("state", CreditNoteState.POSTED);
            posted.put("number", note.number());
            posted.put("date", note.date());
            posted.put("total", Money.of(note.total(), note.currency()));
            return List.of(new HistoryEntry(Action.CONFIRMED, note.confirmed(), draft, posted, details(note)));
        }
        if (note.state() == CreditNoteState.CANCELLED) {
            return List.of(new HistoryEntry(
                    Action.CANCELLED, note.cancelled(), draft, Map.of("state", CreditNoteState.CANCELLED), null));
        }
        return List.of();
    }

    /** What a full credit did beside: never silently. */
    private static Map<String, Object> details(CreditNote note) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (note.releasedPayments().signum() > 0) {
            details.put("releasedPayments", Money.of(note.releasedPayments(), note.currency()));
        }
        if (note.newInvoice() != null) {
            details.put("newInvoiceId", note.newInvoice().id());
        }
        return details.isEmpty() ? null : details;
    }
}
