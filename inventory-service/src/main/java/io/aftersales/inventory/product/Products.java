package io.aftersales.inventory.product;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How products are found, stored and told about. */
@ApplicationScoped
public class Products {

    /** @throws RuleBroken 404 where there is none */
    Uni<Product> find(UUID id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.find(Product.class, id, lock))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("product", id));
    }

    /**
     * The active products that a document names, by id.
     *
     * @throws RuleBroken {@code unknown-product} if one of them is not known or not active
     */
    public Uni<Map<UUID, Product>> get(Collection<UUID> ids) {
        Set<UUID> named = new TreeSet<>(ids);
        if (named.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Product p where p.active and p.id in :ids", Product.class)
                        .setParameter("ids", named)
                        .getResultList())
                .map(found -> {
                    Map<UUID, Product> products =
                            found.stream().collect(Collectors.toMap(Product::id, Function.identity()));
                    named.removeAll(products.keySet());
                    if (!named.isEmpty()) {
                        throw new RuleBroken(InventoryProblem.UNKNOWN_PRODUCT, "There is no active product " + named);
                    }
                    return products;
                });
    }

    /** The active products among these, by SKU. */
    public Uni<Map<String, Product>> bySku(Collection<String> skus) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Product p where p.active and p.sku in :skus", Product.class)
                        .setParameter("skus", skus)
                        .getResultList())
                .map(found -> found.stream().collect(Collectors.toMap(Product::sku, Function.identity())));
    }

    /** Which of these external references and SKUs products have. */
    Uni<Taken> taken(Collection<String> references, Collection<String> skus) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Product p where p.externalReference in :references or p.sku in :skus",
                                Product.class)
                        .setParameter("references", references)
                        .setParameter("skus", skus)
                        .getResultList())
                .map(found -> new Taken(
                        found.stream().map(Product::externalReference).collect(Collectors.toSet()),
                        found.stream().map(Product::sku).collect(Collectors.toSet())));
    }

    /** External references and SKUs that products have. */
    record Taken(Set<String> references, Set<String> skus) {}

    /** Those of the products that there are, archived or not, by id. */
    public Uni<Map<UUID, Product>> known(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("from Product p where p.id in :ids", Product.class)
                        .setParameter("ids", ids)
                        .getResultList())
                .map(found -> found.stream().collect(Collectors.toMap(Product::id, Function.identity())));
    }

    /**
     * Products by id, archived or not.
     *
     * @throws RuleBroken {@code unknown-product} if there is not each of them
     */
    public Uni<Map<UUID, Product>> requireKnown(Collection<UUID> ids) {
        return known(ids).invoke(found -> {
            Set<UUID> unknown = new TreeSet<>(ids);
            unknown.removeAll(found.keySet());
            if (!unknown.isEmpty()) {
                throw new RuleBroken(InventoryProblem.UNKNOWN_PRODUCT, "There is no product " + unknown);
            }
        });
    }

    /** Locks the products that come next by id. */
    Uni<List<Product>> lockNext(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Product p where p.id > :last order by p.id", Product.class)
                        .setParameter("last", last)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /** Stores a new product and tells of it. */
    void add(Product product, Work work) {
        work.persist(product);
        publish(product, work);
    }

    void publish(Product product, Work work) {
        work.publish(product, ProductEvent.CHANGED, () -> ProductEvent.of(product));
    }
}
