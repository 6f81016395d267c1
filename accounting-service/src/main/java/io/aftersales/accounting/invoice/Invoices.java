package io.aftersales.accounting.invoice;

import io.aftersales.platform.database.Sql;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** How invoices are found, and locked: an invoice always before its credit notes, several in the order of their ids. */
@ApplicationScoped
public class Invoices {

    /** Native, because Hibernate would lock what a query with joins has read only after it has read it, and in no order. */
    private static final String LOCK =
            "select id from invoice where id = any(cast($1 as uuid[])) order by id for no key update";

    private static final String KNOWN =
            "select external_reference from invoice where external_reference = any(cast(?1 as text[]))";

    private static final String LOCK_NEXT =
            "select id from invoice where id > ?1 order by id limit ?2 for no key update";

    private static final String WITH_LINES =
            "select i from Invoice i left join fetch i.customer left join fetch i.lines where i.id in :ids";

    private static final String WITH_SETTLEMENTS =
            "select i from Invoice i left join fetch i.settlements s left join fetch s.payment p"
                    + " left join fetch p.customer where i.id in :ids";

    private final Payments payments;

    Invoices(Payments payments) {
        this.payments = payments;
    }

    /** The invoice with its customer and lines; null where there is none. From the session where it was locked before. */
    public Uni<Invoice> find(UUID id) {
        return Panache.getSession().chain(session -> session.find(Invoice.class, id));
    }

    /**
     * Reads an invoice with its customer and lines.
     *
     * @throws RuleBroken 404 where there is none
     */
    public Uni<Invoice> read(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WITH_LINES, Invoice.class)
                        .setParameter("ids", List.of(id))
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("invoice", id));
    }

    /** Those of the external references that invoices here have. */
    Uni<List<String>> referencesKnown(Collection<String> references) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(KNOWN, String.class)
                        .setParameter(1, references.toArray(String[]::new))
                        .getResultList());
    }

    /**
     * Locks an invoice and loads it with its customer and lines.
     *
     * @throws RuleBroken 404 where there is none
     */
    Uni<Invoice> lock(UUID id) {
        return lockAll(List.of(id)).map(locked -> {
            if (locked.isEmpty()) {
                throw RuleBroken.notFound("invoice", id);
            }
            return locked.get(0);
        });
    }

    /** Locks invoices in the order of their ids, with one query, and then loads them with customers and lines. */
    public Uni<List<Invoice>> lockAll(Collection<UUID> ids) {
        return Panache.getSession()
                .chain(session -> Sql.column(session, UUID.class, LOCK, (Object) ids.toArray(UUID[]::new)))
                .chain(() -> load(ids));
    }

    /** Locks the invoices that come next by id, and loads them with customers and lines, in that order. */
    Uni<List<Invoice>> lockNext(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList())
                .chain(Invoices::load)
                .map(found ->
                        found.stream().sorted(Comparator.comparing(Invoice::id)).toList());
    }

    private static Uni<List<Invoice>> load(Collection<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WITH_LINES, Invoice.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /**
     * Locks invoices as {@link #lockAll} does, and then the payments that settle them, also in the order of their ids, and
     * loads those: a full credit may release them. A payment that was set against several invoices is guarded by its own row.
     */
    public Uni<List<Invoice>> lockAllToCredit(Collection<UUID> ids) {
        return lockAll(ids).call(locked -> {
            List<UUID> paid = locked.stream()
                    .filter(invoice -> invoice.settledByPayments().signum() > 0)
                    .map(Invoice::id)
                    .toList();
            return paid.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : payments.lockThoseOf(paid)
                            .chain(Panache::getSession)
                            .chain(session -> session.createSelectionQuery(WITH_SETTLEMENTS, Invoice.class)
                                    .setParameter("ids", paid)
                                    .getResultList());
        });
    }
}
