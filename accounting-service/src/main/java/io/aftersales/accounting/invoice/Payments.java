package io.aftersales.accounting.invoice;

import io.aftersales.platform.paging.Keyset;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** How payments are found, and locked: after the invoices that they settle, several in the order of their ids. */
@ApplicationScoped
public class Payments {

    private static final String LOCK = "select id from payment where id = ?1 for no key update";

    private static final String LOCK_THOSE_OF = """
            select id from payment where id in (
                select payment_id from settlement where invoice_id = any(cast(?1 as uuid[])) and payment_id is not null)
            order by id for no key update""";

    private static final String WITH_INVOICE =
            "select p from Payment p join fetch p.customer join fetch p.invoice where p.id = :id";

    /** The payments that were registered against an invoice. */
    static Keyset<Payment> of(UUID invoiceId) {
        return Keyset.of(Payment.class).where("e.invoice.id = :invoiceId", "invoiceId", invoiceId);
    }

    /** Locks a payment and loads it with its customer and its invoice; null where there is none. */
    public Uni<Payment> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull()
                        .chain(locked -> session.createSelectionQuery(WITH_INVOICE, Payment.class)
                                .setParameter("id", id)
                                .getSingleResultOrNull()));
    }

    /** Locks the payments that settle some invoices, whose own these need not be. */
    Uni<List<UUID>> lockThoseOf(Collection<UUID> invoiceIds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_THOSE_OF, UUID.class)
                        .setParameter(1, invoiceIds.toArray(UUID[]::new))
                        .getResultList());
    }
}
