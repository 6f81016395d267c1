package io.aftersales.accounting.tax;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.List;
import java.util.UUID;

/** Tells of every tax again. */
@ApplicationScoped
class TaxRepublisher implements Republisher<Tax> {

    @Override
    public Uni<List<Tax>> after(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("from Tax t where t.id > :last order by t.id", Tax.class)
                        .setParameter("last", last)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    @Override
    public void republish(Tax tax, Work work) {
        work.republish(tax, TaxChanged.TYPE, TaxChanged.of(tax));
    }
}
