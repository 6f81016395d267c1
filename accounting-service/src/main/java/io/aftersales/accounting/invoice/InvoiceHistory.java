package io.aftersales.accounting.invoice;

import io.aftersales.accounting.history.DocumentChanges;
import io.aftersales.accounting.history.HistoryEntry;
import io.aftersales.accounting.history.HistoryEntry.Action;
import io.aftersales.accounting.history.HistoryView;
import io.aftersales.accounting.history.Recorded;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The history of an invoice. Only edits were written down for it; the rest is told by the invoice itself, and by its
 * settlements, payments and payouts, which are never changed.
 */
@ApplicationScoped
class InvoiceHistory {

    private static final String SETTLEMENTS =
            "from Settlement s left join fetch s.payment p left join fetch p.invoice where s.invoice.id = :id"
                    + " order by s.recorded nulls first, s.settled.at, s.id";

    private static final String PAYMENTS = "from Payment p where p.invoice.id = :id order by p.id";

    private static final String CREDIT_NOTES =
            "select id, number from credit_note where invoice_id = ?1 and number is not null";

    private final Invoices invoices;
    private final DocumentChanges changes;
    private final CreditUses uses;

    InvoiceHistory(Invoices invoices, DocumentChanges changes, CreditUses uses) {
        this.invoices = invoices;
        this.changes = changes;
        this.uses = uses;
    }

    /** @throws RuleBroken 404 where there is no such invoice */
    Uni<HistoryView> of(UUID id) {
        return invoices.read(id).chain(invoice -> {
            List<HistoryEntry> entries = new ArrayList<>();
            entries.add(new HistoryEntry(
                    Action.CREATED, invoice.created(), Map.of(), Map.of("state", InvoiceState.DRAFT), null));
            return changes.of(id)
                    .invoke(entries::addAll)
                    .invoke(() -> entries.addAll(changesOfState(invoice)))
                    .chain(() -> afterPosting(invoice))
                    .invoke(entries::addAll)
                    .map(done -> new HistoryView(entries));
        });
    }

    /** What happened to the posted invoice and to its payments, in the order in which it did. */
    private Uni<List<HistoryEntry>> afterPosting(Invoice invoice) {
        return settlements(invoice)
                .chain(settlements -> usesOfPayments(invoice)
                        .map(uses -> Stream.of(settlements, uses)
                                .flatMap(List::stream)
                                .sorted(Comparator.comparing(Event::recorded))
                                .map(Event::entry)
                                .toList()));
    }

    private record Event(Recorded recorded, HistoryEntry entry) {}

    private static List<HistoryEntry> changesOfState(Invoice invoice) {
        Map<String, Object> draft = Map.of("state", InvoiceState.DRAFT);
        if (invoice.state() == InvoiceState.POSTED) {
            Map<String, Object> posted = new LinkedHashMap<>();
            posted.put("state", InvoiceState.POSTED);
            posted.put("number", invoice.number());
            posted.put("date", invoice.date());
            posted.put("dueDate", invoice.dueDate());
            posted.put("total", Money.of(invoice.total(), invoice.currency()));
            return List.of(new HistoryEntry(Action.POSTED, invoice.posted(), draft, posted, null));
        }
        if (invoice.state() == InvoiceState.CANCELLED) {
            return List.of(new HistoryEntry(
                    Action.CANCELLED, invoice.cancelled(), draft, Map.of("state", InvoiceState.CANCELLED), null));
        }
        return List.of();
    }

    /** What settled the invoice, with its residual and payment state before and after each. */
    private static Uni<List<Event>> settlements(Invoice invoice) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(SETTLEMENTS, Settlement.class)
                        .setParameter("id", invoice.id())
                        .getResultList()
                        .chain(settlements -> session.createNativeQuery(CREDIT_NOTES, Object[].class)
                                .setParameter(1, invoice.id())
                                .getResultList()
                                .map(rows -> settlements(invoice, settlements, numbers(rows)))));
    }

    private static Map<UUID, String> numbers(List<Object[]> rows) {
        Map<UUID, String> numbers = new LinkedHashMap<>();
        rows.forEach(row -> numbers.put((UUID) row[0], (String) row[1]));
        return numbers;
    }

    private static List<Event> settlements(
            Invoice invoice, List<Settlement> settlements, Map<UUID, String> ownCreditNotes) {
        List<Event> events = new ArrayList<>();
        BigDecimal byPayments = BigDecimal.ZERO;
        BigDecimal byCredits = BigDecimal.ZERO;
        for (Settlement settlement : settlements) {
            Map<String, Object> before = settled(invoice, byPayments, byCredits);
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("amount", Money.of(settlement.amount().abs(), invoice.currency()));
            Action action;
            if (settlement.payment() != null) {
                byPayments = byPayments.add(settlement.amount());
                details.put("paymentId", settlement.payment().id());
                action = settlement.amount().signum() < 0
                        ? Action.PAYMENT_RELEASED
                        : settlement.payment().invoice().equals(invoice) ? Action.PAID : Action.ALLOCATED;
            } else {
                byCredits = byCredits.add(settlement.amount());
                details.put("creditNoteId", settlement.creditNoteId());
                String number = ownCreditNotes.get(settlement.creditNoteId());
                if (number != null) {
                    details.put("creditNoteNumber", number);
                }
                action = number == null ? Action.ALLOCATED : Action.CREDITED;
            }
            events.add(new Event(
                    settlement.recorded(),
                    new HistoryEntry(
                            action, settlement.settled(), before, settled(invoice, byPayments, byCredits), details)));
        }
        return events;
    }

    private static Map<String, Object> settled(Invoice invoice, BigDecimal byPayments, BigDecimal byCredits) {
        Map<String, Object> state = new LinkedHashMap<>();
        BigDecimal open = invoice.total().subtract(byPayments).subtract(byCredits);
        state.put("paymentState", PaymentState.of(invoice.total(), byPayments, byCredits));
        state.put("residual", Money.of(open, invoice.currency()));
        return state;
    }

    /** What became of payments after they had been released. */
    private Uni<List<Event>> usesOfPayments(Invoice invoice) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(PAYMENTS, Payment.class)
                        .setParameter("id", invoice.id())
                        .getResultList())
                .chain(payments -> uses.of(payments.stream().map(Payment::id).toList())
                        .map(all -> payments.stream()
                                .flatMap(payment -> usesOf(payment, all, invoice.id()).stream())
                                .toList()));
    }

    /** Uses for the invoice itself are told with its settlements. */
    private static List<Event> usesOf(Payment payment, List<CreditUses.Use> all, UUID ownInvoice) {
        List<CreditUses.Use> own =
                all.stream().filter(use -> use.creditId().equals(payment.id())).toList();
        List<HistoryEntry> entries = CreditUses.history(own, payment.amount(), payment.currency(), ownInvoice);
        List<Event> elsewhere = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            if (!ownInvoice.equals(own.get(i).settledInvoice())) {
                HistoryEntry entry = entries.get(i);
                entry.details().put("paymentId", payment.id());
                elsewhere.add(new Event(own.get(i).recorded(), entry));
            }
        }
        return elsewhere;
    }
}
