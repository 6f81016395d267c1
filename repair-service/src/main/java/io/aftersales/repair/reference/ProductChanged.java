package io.aftersales.repair.reference;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/**
 * What repair reads of {@code product-changed}: the product as it is now.
 *
 * @param kind {@code goods} or {@code service}
 */
public record ProductChanged(UUID productId, String sku, String name, String kind, boolean active) {

    public static final MessageType<ProductChanged> TYPE = MessageType.of("product-changed", ProductChanged.class);
}
