package io.aftersales.platform.money;

import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * Net and tax of a line or a document, in the document's currency.
 *
 * @param net after discount, before tax
 * @param tax rounded per line
 */
public record Amounts(BigDecimal net, BigDecimal tax) {

    public static final Amounts ZERO = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO);

    public static Amounts sum(Stream<Amounts> amounts) {
        return amounts.reduce(ZERO, Amounts::plus);
    }

    public BigDecimal total() {
        return net.add(tax);
    }

    public Amounts plus(Amounts other) {
        return new Amounts(net.add(other.net), tax.add(other.tax));
    }

    public Amounts minus(Amounts other) {
        return new Amounts(net.subtract(other.net), tax.subtract(other.tax));
    }

    public boolean isZero() {
        return net.signum() == 0 && tax.signum() == 0;
    }
}
