package io.aftersales.repair.reference;

import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.reference.Learned;
import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.repair.RepairProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How repair orders find what they name. What is not known may be on its way: {@link NotKnownYet}. */
@ApplicationScoped
public class References {

    /** @throws NotKnownYet {@code unknown-customer} */
    public Uni<Customer> customer(UUID id) {
        return find(Customer.class, id, RepairProblem.UNKNOWN_CUSTOMER, "customer");
    }

    /** @return null for null @throws NotKnownYet {@code unknown-sale-order} */
    public Uni<SaleOrder> saleOrder(UUID id) {
        return id == null
                ? Uni.createFrom().nullItem()
                : find(SaleOrder.class, id, RepairProblem.UNKNOWN_SALE_ORDER, "sale order");
    }

    /** @return null for null @throws NotKnownYet {@code unknown-return} */
    public Uni<GoodsReturn> goodsReturn(UUID id) {
        return id == null
                ? Uni.createFrom().nullItem()
                : find(GoodsReturn.class, id, RepairProblem.UNKNOWN_RETURN, "return");
    }

    /**
     * Products by id.
     *
     * @param newly those that are named for the first time, and have to be active
     * @throws NotKnownYet {@code unknown-product} @throws RuleBroken the same for an archived one
     */
    public Uni<Map<UUID, Product>> products(Collection<UUID> ids, Collection<UUID> newly) {
        return all(Product.class, ids, RepairProblem.UNKNOWN_PRODUCT, "product")
                .invoke(found -> found.values().stream()
                        .filter(product -> newly.contains(product.id()) && !product.isActive())
                        .findFirst()
                        .ifPresent(archived -> {
                            throw new RuleBroken(RepairProblem.UNKNOWN_PRODUCT, archived.sku() + " is archived");
                        }));
    }

    /**
     * Taxes by id, all of them active.
     *
     * @throws NotKnownYet {@code unknown-tax} @throws RuleBroken the same for an archived one
     */
    public Uni<Map<UUID, Tax>> activeTaxes(Collection<UUID> ids) {
        return all(Tax.class, ids, RepairProblem.UNKNOWN_TAX, "tax")
                .invoke(found -> found.values().stream()
                        .filter(tax -> !tax.isActive())
                        .findFirst()
                        .ifPresent(archived -> {
                            throw new RuleBroken(RepairProblem.UNKNOWN_TAX, archived.name() + " is archived");
                        }));
    }

    private static <E> Uni<E> find(Class<E> type, UUID id, RepairProblem unknown, String what) {
        return Panache.getSession()
                .chain(session -> session.find(type, id))
                .onItem()
                .ifNull()
                .failWith(() -> new NotKnownYet(unknown, "No " + what + " " + id + " is known here"));
    }

    private static <E extends Learned<?>> Uni<Map<UUID, E>> all(
            Class<E> type, Collection<UUID> ids, RepairProblem unknown, String what) {
        Set<UUID> named = new TreeSet<>(ids);
        if (named.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select e from " + type.getSimpleName() + " e where e.id in :ids", type)
                        .setParameter("ids", named)
                        .getResultList())
                .map(found -> {
                    Map<UUID, E> byId = found.stream().collect(Collectors.toMap(Learned::id, Function.identity()));
                    named.removeAll(byId.keySet());
                    if (!named.isEmpty()) {
                        throw new NotKnownYet(unknown, "No %s %s is known here".formatted(what, named));
                    }
                    return byId;
                });
    }
}
