package io.aftersales.platform.parcel;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ParcelRepublisher implements Republisher<Parcel> {

    @Override
    public Uni<List<Parcel>> after(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("from Parcel where id > :last order by id", Parcel.class)
                        .setParameter("last", last)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    @Override
    public void republish(Parcel parcel, Work work) {
        work.republish(parcel, ParcelRelabelled.TYPE, new ParcelRelabelled(parcel.id(), parcel.label()));
    }
}
