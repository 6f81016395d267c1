package io.aftersales.accounting.customer;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Patience;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

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

    /**
     * Waits until a customer that a request names is known, at most two seconds. Not within a transaction.
     *
     * @param id null waits for nobody
     * @throws RuleBroken {@code unknown-customer} if it is not known then
     */
    public Uni<Void> awaitKnown(UUID id) {
        return id == null ? Uni.createFrom().voidItem() : patience.until(() -> find(id), () -> unknown(id));
    }

    /**
     * The customer that a draft names.
     *
     * @param id null finds nobody
     * @throws RuleBroken {@code unknown-customer}
     */
    public Uni<Customer> get(UUID id) {
        return id == null
                ? Uni.createFrom().nullItem()
                : find(id).onItem().ifNull().failWith(() -> unknown(id));
    }

    /**
     * Waits until all customers that rows of an import name are known, at most two seconds. Not within a transaction.
     *
     * @throws RuleBroken {@code unknown-customer} if not all are known then
     */
    public Uni<Void> awaitKnown(NamedCustomers named) {
        return patience.until(
                () -> find(named).map(found -> found.areAll(named) ? found : null),
                () -> new RuleBroken(AccountingProblem.UNKNOWN_CUSTOMER, "Not all customers are known here"));
    }

    /** Those of the named customers that are known. */
    public Uni<NamedCustomers.Found> find(NamedCustomers named) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Customer c where c.id in :ids or c.externalReference in :references",
                                Customer.class)
                        .setParameter("ids", named.ids())
                        .setParameter("references", named.references())
                        .getResultList())
                .map(NamedCustomers.Found::of);
    }

    private static RuleBroken unknown(UUID id) {
        return new RuleBroken(AccountingProblem.UNKNOWN_CUSTOMER, "No customer " + id + " is known here");
    }
}
