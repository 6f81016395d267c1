package io.aftersales.loyalty.order;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** An order as somebody else keeps it, with what a coupon's rules and reward want to know of it. */
public record Order(String currency, List<OrderLine> lines) {

    public Order {
        lines = List.copyOf(lines);
    }

    public Amounts amounts() {
        return Amounts.sum(lines.stream().map(OrderLine::amounts));
    }

    public boolean has(UUID productId) {
        return lines.stream().anyMatch(line -> productId.equals(line.productId()));
    }

    /**
     * How many units of these products there are together.
     *
     * @param productIds all products when empty
     */
    public BigDecimal quantityOf(Collection<UUID> productIds) {
        return lines.stream()
                .filter(line -> productIds.isEmpty() || line.isOneOf(productIds))
                .map(OrderLine::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Everything. */
    public Share whole() {
        return Share.of(currency, lines.stream());
    }

    /** All lines of these products. */
    public Share of(Set<UUID> productIds) {
        return Share.of(currency, lines.stream().filter(line -> line.isOneOf(productIds)));
    }

    /** One unit, or less if there is less, of the line with the lowest price; the first of several. */
    public Share cheapestUnit() {
        return Share.of(currency, cheapestFirst().limit(1).map(line -> upTo(BigDecimal.ONE, line)));
    }

    /** So many units of a product, or as many as there are; the cheapest first. */
    public Share unitsOf(UUID productId, BigDecimal most) {
        Stream.Builder<OrderLine> units = Stream.builder();
        BigDecimal left = most;
        for (OrderLine line : cheapestFirst()
                .filter(line -> productId.equals(line.productId()))
                .toList()) {
            if (left.signum() > 0) {
                units.add(upTo(left, line));
                left = left.subtract(line.quantity());
            }
        }
        return Share.of(currency, units.build());
    }

    private Stream<OrderLine> cheapestFirst() {
        return lines.stream().filter(OrderLine::costsSomething).sorted(Comparator.comparing(OrderLine::unitPrice));
    }

    private static OrderLine upTo(BigDecimal quantity, OrderLine line) {
        return new OrderLine(
                line.productId(), line.quantity().min(quantity), line.unitPrice(), line.tax(), line.currency());
    }
}
