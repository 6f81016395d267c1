package io.aftersales.fieldservice.customer;

import io.aftersales.fieldservice.FieldServiceProblem;
import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.platform.work.Patience;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.UUID;

/** The customers that the helpdesk told us of. */
@ApplicationScoped
public class Customers {

    private final Patience patience;

    Customers(Patience patience) {
        this.patience = patience;
    }

    /** The customer, or null where it is not known. */
    public Uni<Customer> find(UUID id) {
        return Panache.getSession().chain(session -> session.find(Customer.class, id));
    }

    /** Reads customers with one query, so that a batch need not ask one by one. */
    public Uni<Void> load(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createSelectionQuery(
                                        "from Customer c where c.id in :ids", Customer.class)
                                .setParameter("ids", ids)
                                .getResultList())
                        .replaceWithVoid();
    }

    /**
     * Waits until a customer that a request names is known, at most two seconds. Not within a transaction.
     *
     * @param id null waits for nobody
     * @throws NotKnownYet {@code unknown-customer} if it is not known then
     */
    public Uni<Void> awaitKnown(UUID id) {
        return id == null ? Uni.createFrom().voidItem() : patience.until(() -> find(id), () -> unknown(id));
    }

    /**
     * The customer that a task names.
     *
     * @param id null finds nobody
     * @throws NotKnownYet {@code unknown-customer}
     */
    public Uni<Customer> get(UUID id) {
        return id == null
                ? Uni.createFrom().nullItem()
                : find(id).onItem().ifNull().failWith(() -> unknown(id));
    }

    private static NotKnownYet unknown(UUID id) {
        return new NotKnownYet(FieldServiceProblem.UNKNOWN_CUSTOMER, "No customer " + id + " is known here");
    }
}
