package io.aftersales.accounting.invoice;

import io.aftersales.accounting.history.HistoryEntry;
import io.aftersales.accounting.history.Recorded;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Money;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What credit notes and payments were used for, out of the settlements and payouts that are kept anyway. */
@ApplicationScoped
public class CreditUses {

    private static final String SETTLEMENTS = "from Settlement s join fetch s.invoice left join fetch s.payment"
            + " where s.payment.id in :ids or s.creditNoteId in :ids";

    private static final String PAYOUTS = "from Payout p where p.paymentId in :ids or p.creditNoteId in :ids";

    /**
     * One use.
     *
     * @param creditId the payment or the credit note
     * @param settledInvoice the invoice that it settled, or settles no more; null for a payout
     * @param amount negative where a settlement was taken back
     */
    public record Use(
            UUID creditId,
            UUID settledInvoice,
            Stamp made,
            Recorded recorded,
            BigDecimal amount,
            Map<String, Object> details) {

        private static Use of(Settlement settlement) {
            Invoice invoice = settlement.invoice();
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("amount", Money.of(settlement.amount().abs(), invoice.currency()));
            details.put("invoiceId", invoice.id());
            details.put("invoiceNumber", invoice.number());
            UUID credit = settlement.payment() == null
                    ? settlement.creditNoteId()
                    : settlement.payment().id();
            return new Use(
                    credit, invoice.id(), settlement.settled(), settlement.recorded(), settlement.amount(), details);
        }

        private static Use of(Payout payout) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("amount", Money.of(payout.amount(), payout.currency()));
            details.put("payoutId", payout.id());
            details.put("date", payout.date());
            if (payout.reference() != null) {
                details.put("reference", payout.reference());
            }
            return new Use(payout.creditId(), null, payout.created(), payout.recorded(), payout.amount(), details);
        }

        private HistoryEntry.Action action(UUID ownInvoice) {
            if (settledInvoice == null) {
                return HistoryEntry.Action.PAID_OUT;
            }
            if (amount.signum() < 0) {
                return HistoryEntry.Action.PAYMENT_RELEASED;
            }
            return settledInvoice.equals(ownInvoice) ? HistoryEntry.Action.CREDITED : HistoryEntry.Action.ALLOCATED;
        }
    }

    /** All uses of some credits, the oldest first. */
    public Uni<List<Use>> of(Collection<UUID> creditIds) {
        if (creditIds.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Use> uses = new ArrayList<>();
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(SETTLEMENTS, Settlement.class)
                        .setParameter("ids", creditIds)
                        .getResultList()
                        .invoke(settlements -> settlements.forEach(settlement -> uses.add(Use.of(settlement))))
                        .chain(() -> session.createSelectionQuery(PAYOUTS, Payout.class)
                                .setParameter("ids", creditIds)
                                .getResultList())
                        .invoke(payouts -> payouts.forEach(payout -> uses.add(Use.of(payout)))))
                .map(done -> {
                    uses.sort(Comparator.comparing(Use::recorded));
                    return uses;
                });
    }

    /**
     * The uses of one credit as its history tells them: what was left before and after each.
     *
     * @param amount the whole credit
     * @param ownInvoice the invoice that it was made for
     */
    public static List<HistoryEntry> history(List<Use> uses, BigDecimal amount, String currency, UUID ownInvoice) {
        List<HistoryEntry> entries = new ArrayList<>();
        BigDecimal left = amount;
        for (Use use : uses) {
            BigDecimal before = left;
            left = left.subtract(use.amount());
            entries.add(new HistoryEntry(
                    use.action(ownInvoice),
                    use.made(),
                    Map.of("residual", Money.of(before, currency)),
                    Map.of("residual", Money.of(left, currency)),
                    use.details()));
        }
        return entries;
    }
}
