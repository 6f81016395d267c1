package io.aftersales.helpdesk.customer;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.platform.database.Sql;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Finds customers, and moves them within their trees. */
@ApplicationScoped
public class Customers {

    /** Of two changes to trees one waits for the other: two that each look harmless could close a circle together. */
    private static final String ONE_MOVE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('customer tree'))";

    private static final String LOCK_WITH_ALL_BELOW = """
            select id from customer where id in (
                with recursive below (id) as (
                    select $1::uuid
                    union
                    select child.id from customer child join below on child.parent_id = below.id)
                select id from below)
            order by id for no key update""";

    /** @throws RuleBroken {@code not-found} */
    Uni<Customer> require(UUID id) {
        return find(id).onItem().ifNull().failWith(() -> RuleBroken.notFound("customer", id));
    }

    /**
     * The customer that a request names.
     *
     * @throws RuleBroken {@code unknown-customer}
     */
    public Uni<Customer> named(UUID id) {
        return find(id).onItem().ifNull().failWith(() -> unknown(id));
    }

    /**
     * Makes sure that every one of them exists.
     *
     * @throws RuleBroken {@code unknown-customer}
     */
    public Uni<Void> requireAll(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createQuery("select id from Customer where id in :ids", UUID.class)
                        .setParameter("ids", ids)
                        .getResultList())
                .invoke(known -> {
                    Set<UUID> missing = new HashSet<>(ids);
                    known.forEach(missing::remove);
                    missing.stream().findFirst().ifPresent(id -> {
                        throw unknown(id);
                    });
                })
                .replaceWithVoid();
    }

    /** Those of the external references that customers here have. */
    Uni<List<String>> referencesKnown(Collection<String> references) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select externalReference from Customer where externalReference in :references",
                                String.class)
                        .setParameter("references", references)
                        .getResultList());
    }

    /** Customers with these ids, or these external references. */
    Uni<List<Customer>> find(Collection<UUID> ids, Collection<String> references) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from Customer where id in :ids or externalReference in :references", Customer.class)
                        .setParameter("ids", ids)
                        .setParameter("references", references)
                        .getResultList());
    }

    /**
     * Waits until no other transaction moves a customer within a tree, and keeps others from it until this one ends. Taken
     * before any customer's row is locked.
     */
    Uni<Void> holdTrees() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ONE_MOVE_AT_A_TIME).getResultList())
                .replaceWithVoid();
    }

    /** A customer, locked, alone; empty if there is none. */
    Uni<List<Customer>> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery("from Customer where id = :id", Customer.class)
                        .setParameter("id", id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /** A customer with everybody below it, locked in the order of their ids; empty if there is none. */
    Uni<List<Customer>> lockWithAllBelow(UUID id) {
        return holdTrees()
                .chain(Panache::getSession)
                .chain(session -> Sql.column(session, UUID.class, LOCK_WITH_ALL_BELOW, id)
                        .chain(locked -> session.createQuery(
                                        "from Customer where id in :ids order by id", Customer.class)
                                .setParameter("ids", locked)
                                .getResultList()));
    }

    private static Uni<Customer> find(UUID id) {
        return Panache.getSession().chain(session -> session.find(Customer.class, id));
    }

    private static RuleBroken unknown(UUID id) {
        return new RuleBroken(HelpdeskProblem.UNKNOWN_CUSTOMER, "There is no customer " + id);
    }
}
