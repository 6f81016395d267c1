package io.aftersales.loyalty.customer;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Patience;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

/** To which company each customer belongs, as the helpdesk last told us. Nothing else of customers is kept here. */
@ApplicationScoped
public class Customers {

    /** An older message never overwrites a newer one. */
    private static final String LEARN = """
            insert into customer (id, sequence, company_id) values (?1, ?2, ?3)
            on conflict (id) do update set sequence = excluded.sequence, company_id = excluded.company_id
            where customer.sequence < excluded.sequence""";

    private final Patience patience;

    Customers(Patience patience) {
        this.patience = patience;
    }

    Uni<Void> learn(long sequence, CustomerChanged customer) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LEARN)
                        .setParameter(1, customer.customerId())
                        .setParameter(2, sequence)
                        .setParameter(3, customer.companyId())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The company of a customer, or null where the customer is not known (or null). */
    public Uni<UUID> companyOf(UUID customerId) {
        return customerId == null
                ? Uni.createFrom().nullItem()
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery(
                                        "select company_id from customer where id = ?1", UUID.class)
                                .setParameter(1, customerId)
                                .getSingleResultOrNull());
    }

    /**
     * Waits until a customer that a request names is known, at most two seconds. Not within a transaction.
     *
     * @param id null waits for nobody
     * @throws RuleBroken {@code unknown-customer} if it is not known then
     */
    public Uni<Void> awaitKnown(UUID id) {
        return id == null
                ? Uni.createFrom().voidItem()
                : patience.until(
                        () -> companyOf(id),
                        () -> new RuleBroken(LoyaltyProblem.UNKNOWN_CUSTOMER, "No customer " + id + " is known here"));
    }
}
