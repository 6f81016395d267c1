package io.aftersales.inventory.repair;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Tells of the parts of every repair again. */
@ApplicationScoped
class ConsumptionRepublisher implements Republisher<RepairConsumption> {

    private static final String LOCK_NEXT =
            "select id from repair_consumption where id > ?1 order by id limit ?2 for no key update";

    private static final String WITH_MOVES =
            "select c from RepairConsumption c left join fetch c.moves where c.id in :ids";

    @Override
    public Uni<List<RepairConsumption>> after(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList())
                .chain(ConsumptionRepublisher::load)
                .map(found -> found.stream()
                        .sorted(Comparator.comparing(RepairConsumption::id))
                        .toList());
    }

    private static Uni<List<RepairConsumption>> load(List<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WITH_MOVES, RepairConsumption.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    @Override
    public void republish(RepairConsumption consumption, Work work) {
        work.republish(consumption, PartsConsumed.TYPE, PartsConsumed.of(consumption, consumption.moves()));
    }
}
