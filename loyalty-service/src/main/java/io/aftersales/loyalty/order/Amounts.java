package io.aftersales.loyalty.order;

import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * Net and tax of one thing or of several, in the order's currency.
 *
 * @param net before tax
 * @param tax rounded per line
 */
public record Amounts(BigDecimal net, BigDecimal tax) {

    public static final Amounts ZERO = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO);

    public static Amounts sum(Stream<Amounts> amounts) {
        return amounts.reduce(ZERO, Amounts::plus);
    }

    public Amounts plus(Amounts other) {
        return new Amounts(net.add(other.net), tax.add(other.tax));
    }

    public Amounts negate() {
        return new Amounts(net.negate(), tax.negate());
    }

    public BigDecimal total() {
        return net.add(tax);
    }
}
