package io.aftersales.helpdesk.company;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.List;
import java.util.UUID;

/** Tells the company's settings again. */
@ApplicationScoped
class CompanyRepublisher implements Republisher<Company> {

    @Override
    public Uni<List<Company>> after(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createQuery("from Company where id > :last order by id", Company.class)
                        .setParameter("last", last)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    @Override
    public void republish(Company company, Work work) {
        company.tellAgain(work);
    }
}
