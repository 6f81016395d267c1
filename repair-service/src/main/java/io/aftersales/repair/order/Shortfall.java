package io.aftersales.repair.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** How much of a product is missing in stock. */
public record Shortfall(UUID productId, BigDecimal needed, BigDecimal available) {

    /** As the database keeps several. */
    record Those(List<Shortfall> all) {}
}
