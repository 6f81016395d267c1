package io.aftersales.inventory.stock;

import java.util.UUID;

/** A product at a location of our own. */
public record Place(UUID productId, UUID locationId) {}
