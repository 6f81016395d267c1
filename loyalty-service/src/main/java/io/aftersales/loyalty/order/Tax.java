package io.aftersales.loyalty.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * What a line is taxed with: lines of one tax share a discount line.
 *
 * @param ids accounting's taxes, in order; empty where the order names none
 * @param rate per cent, the sum of them
 */
public record Tax(List<UUID> ids, BigDecimal rate) {

    public Tax {
        ids = ids == null ? List.of() : ids.stream().sorted().toList();
        rate = rate == null ? BigDecimal.ZERO : rate.stripTrailingZeros();
    }

    /** How much more the total is than the net: 1.15 for 15 %. */
    BigDecimal factor() {
        return BigDecimal.ONE.add(rate.movePointLeft(2));
    }

    BigDecimal of(BigDecimal net) {
        return net.multiply(rate).movePointLeft(2);
    }
}
