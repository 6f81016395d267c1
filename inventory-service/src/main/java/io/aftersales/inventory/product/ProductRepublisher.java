package io.aftersales.inventory.product;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every product again. */
@ApplicationScoped
class ProductRepublisher implements Republisher<Product> {

    private final Products products;

    ProductRepublisher(Products products) {
        this.products = products;
    }

    @Override
    public Uni<List<Product>> after(UUID last, int limit) {
        return products.lockNext(last, limit);
    }

    @Override
    public void republish(Product product, Work work) {
        work.republish(product, ProductEvent.CHANGED, ProductEvent.of(product));
    }
}
