package io.aftersales.inventory.product;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** A product as it is now; contracts/schemas/product-changed.v1.schema.json. */
public record ProductEvent(
        UUID productId,
        String sku,
        String name,
        ProductKind kind,
        Tracking tracking,
        boolean active,
        String externalReference) {

    public static final MessageType<ProductEvent> CHANGED = MessageType.of("product-changed", ProductEvent.class);

    static ProductEvent of(Product product) {
        return new ProductEvent(
                product.id(),
                product.sku(),
                product.name(),
                product.kind(),
                product.tracking(),
                product.isActive(),
                product.externalReference());
    }
}
