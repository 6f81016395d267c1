package io.aftersales.accounting.origin;

import io.aftersales.accounting.invoice.Invoices;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.inbox.MessageHandler.SharedLock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The rows of asks. Whichever of an ask and its cancellation comes first makes the row, and both lock it: one of them knows what
 * the other did. Rows are locked in the order of origin and attempt, and before their invoices.
 */
@ApplicationScoped
class InvoiceOrigins {

    private static final String MAKE = """
            insert into invoice_origin (id, origin_id, attempt, cancelled)
            select news.id, news.origin_id, news.attempt, false
            from unnest(cast(?1 as uuid[]), cast(?2 as uuid[]), cast(?3 as integer[])) as news (id, origin_id, attempt)
            order by 2, 3
            on conflict do nothing""";

    private static final String LOCK = """
            select origin.id from invoice_origin origin
            join unnest(cast(?1 as uuid[]), cast(?2 as integer[])) as wanted (origin_id, attempt)
                on origin.origin_id = wanted.origin_id and origin.attempt = wanted.attempt
            order by origin.origin_id, origin.attempt
            for update of origin""";

    private static final String FIND = "from InvoiceOrigin o where o.originId = :origin and o.attempt = :attempt";

    private final Invoices invoices;

    /** Shared by an ask and its cancellation. */
    private final SharedLock<OfOrigin> lock = this::lockAll;

    InvoiceOrigins(Invoices invoices) {
        this.invoices = invoices;
    }

    SharedLock<OfOrigin> lock() {
        return lock;
    }

    /** The row of a well-formed command, which was locked before. */
    Uni<InvoiceOrigin> of(OfOrigin command) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(FIND, InvoiceOrigin.class)
                        .setParameter("origin", command.originId())
                        .setParameter("attempt", command.attempt())
                        .getSingleResult());
    }

    private Uni<Void> lockAll(List<? extends OfOrigin> commands) {
        List<? extends OfOrigin> wellFormed = commands.stream()
                .filter(command -> command.originId() != null && command.attempt() != null && command.attempt() > 0)
                .toList();
        if (wellFormed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] ids =
                IntStream.range(0, wellFormed.size()).mapToObj(i -> Ids.next()).toArray(UUID[]::new);
        UUID[] origins = wellFormed.stream().map(OfOrigin::originId).toArray(UUID[]::new);
        Integer[] attempts = wellFormed.stream().map(OfOrigin::attempt).toArray(Integer[]::new);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(MAKE)
                        .setParameter(1, ids)
                        .setParameter(2, origins)
                        .setParameter(3, attempts)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(LOCK, UUID.class)
                                .setParameter(1, origins)
                                .setParameter(2, attempts)
                                .getResultList())
                        .chain(locked -> session.createSelectionQuery(
                                        "from InvoiceOrigin o where o.id in :ids", InvoiceOrigin.class)
                                .setParameter("ids", locked)
                                .getResultList()))
                .map(rows -> rows.stream()
                        .map(InvoiceOrigin::invoiceId)
                        .filter(Objects::nonNull)
                        .toList())
                .chain(drafted -> drafted.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : invoices.lockAll(drafted).replaceWithVoid());
    }
}
