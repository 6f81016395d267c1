package io.aftersales.helpdesk.customer;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.List;
import java.util.UUID;

/** Tells of every customer again. */
@ApplicationScoped
class CustomerRepublisher implements Republisher<Customer> {

    @Override
    public Uni<List<Customer>> after(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createQuery("from Customer where id > :last order by id", Customer.class)
                        .setParameter("last", last)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    @Override
    public void republish(Customer customer, Work work) {
        customer.tellAgain(work);
    }
}
