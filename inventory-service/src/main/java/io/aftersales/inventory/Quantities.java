package io.aftersales.inventory;

import java.math.BigDecimal;

/** Arithmetic of quantities, which have two decimals in the database and no needless ones elsewhere. */
public final class Quantities {

    private Quantities() {}

    /** How a quantity is written: {@code 3}, {@code 2.5}. */
    public static BigDecimal plain(BigDecimal quantity) {
        BigDecimal shortest = quantity.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    public static boolean isWhole(BigDecimal quantity) {
        return quantity.stripTrailingZeros().scale() <= 0;
    }

    /** Whether there are as many of something as a quantity says. */
    public static boolean isCount(BigDecimal quantity, int count) {
        return quantity.compareTo(BigDecimal.valueOf(count)) == 0;
    }
}
