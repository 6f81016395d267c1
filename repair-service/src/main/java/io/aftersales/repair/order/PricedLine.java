package io.aftersales.repair.order;

import io.aftersales.repair.reference.Product;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * A line as it will be on an order.
 *
 * @param product null for an operation
 * @param taxRate per cent, the sum of the taxes on the day the line is written
 */
record PricedLine(
        LineKind kind,
        Product product,
        String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        List<UUID> taxIds,
        BigDecimal taxRate) {}
