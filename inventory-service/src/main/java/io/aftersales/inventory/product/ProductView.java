package io.aftersales.inventory.product;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** A product as the API shows it. */
@Schema(name = "Product")
public record ProductView(
        UUID id,
        @Schema(examples = "LAMP-01") String sku,
        @Schema(examples = "Desk lamp") String name,
        ProductKind kind,
        Tracking tracking,
        boolean active,
        String externalReference) {

    static ProductView of(Product product) {
        return new ProductView(
                product.id(),
                product.sku(),
                product.name(),
                product.kind(),
                product.tracking(),
                product.isActive(),
                product.externalReference());
    }
}
