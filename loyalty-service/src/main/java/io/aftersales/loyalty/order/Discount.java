package io.aftersales.loyalty.order;

import java.util.List;

/**
 * What a coupon takes off an order.
 *
 * @param lines one per tax; none where nothing is taken
 */
public record Discount(List<DiscountLine> lines) {

    public Discount {
        lines = List.copyOf(lines);
    }

    /** All lines together: negative, or zero. */
    public Amounts amounts() {
        return Amounts.sum(lines.stream().map(DiscountLine::amounts));
    }
}
