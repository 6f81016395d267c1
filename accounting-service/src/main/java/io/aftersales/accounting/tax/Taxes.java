package io.aftersales.accounting.tax;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** How documents find the taxes that their lines name. */
@ApplicationScoped
public class Taxes {

    /**
     * The rates of active taxes, by id.
     *
     * @throws RuleBroken {@code unknown-tax} if one of them is not known or not active
     */
    public Uni<Map<UUID, BigDecimal>> rates(Collection<UUID> ids) {
        return ratesOfKnown(ids).invoke(rates -> refuseUnknown(ids, rates));
    }

    /** The rates of those that are active, by id. */
    public Uni<Map<UUID, BigDecimal>> ratesOfKnown(Collection<UUID> ids) {
        Set<UUID> named = new TreeSet<>(ids);
        if (named.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("from Tax t where t.active and t.id in :ids", Tax.class)
                        .setParameter("ids", named)
                        .getResultList())
                .map(found -> found.stream().collect(Collectors.toMap(Tax::id, Tax::rate)));
    }

    /** @throws RuleBroken {@code unknown-tax} if one of the taxes has no rate here */
    public static void refuseUnknown(Collection<UUID> ids, Map<UUID, BigDecimal> rates) {
        Set<UUID> unknown = new TreeSet<>(ids);
        unknown.removeAll(rates.keySet());
        if (!unknown.isEmpty()) {
            throw new RuleBroken(AccountingProblem.UNKNOWN_TAX, "There is no active tax " + unknown);
        }
    }

    /** @throws RuleBroken {@code unknown-tax} if one of the taxes never was one here; archived ones are known */
    public Uni<Void> refuseNeverKnown(Collection<UUID> ids) {
        Set<UUID> named = new TreeSet<>(ids);
        if (named.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("from Tax t where t.id in :ids", Tax.class)
                        .setParameter("ids", named)
                        .getResultList())
                .invoke(found -> {
                    found.forEach(tax -> named.remove(tax.id()));
                    if (!named.isEmpty()) {
                        throw new RuleBroken(AccountingProblem.UNKNOWN_TAX, "There is no tax " + named);
                    }
                })
                .replaceWithVoid();
    }
}
