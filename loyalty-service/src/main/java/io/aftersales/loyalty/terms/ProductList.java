package io.aftersales.loyalty.terms;

import java.util.List;
import java.util.UUID;

/** The products that a rule or a reward names. Loyalty knows them by their ids only. */
public final class ProductList {

    public static final int MOST = 200;

    private ProductList() {}

    /** Each once, in order; empty for null. */
    public static List<UUID> of(List<UUID> named) {
        return named == null ? List.of() : named.stream().distinct().sorted().toList();
    }
}
