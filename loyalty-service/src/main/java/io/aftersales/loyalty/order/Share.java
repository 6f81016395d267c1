package io.aftersales.loyalty.order;

import io.aftersales.platform.money.Money;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Some of an order's worth, by tax: first what a reward applies to, then what it takes off. Every amount is rounded half up to
 * the currency's minor unit, and what is taken is never more than there is, net and tax each.
 */
public final class Share {

    private final String currency;
    private final Map<Tax, Amounts> byTax;

    private Share(String currency, Map<Tax, Amounts> byTax) {
        this.currency = currency;
        this.byTax = byTax;
    }

    /** What these lines are worth; of a tax under which they are worth nothing, or less, there is nothing to take. */
    static Share of(String currency, Stream<OrderLine> lines) {
        Map<Tax, Amounts> byTax = new LinkedHashMap<>();
        lines.forEach(line -> byTax.merge(line.tax(), line.amounts(), Amounts::plus));
        byTax.values().removeIf(amounts -> amounts.net().min(amounts.total()).signum() <= 0);
        return new Share(currency, byTax);
    }

    /** So many per cent of it. */
    public Share percent(BigDecimal percentage) {
        Map<Tax, Amounts> part = new LinkedHashMap<>();
        byTax.forEach((tax, whole) ->
                part.put(tax, withNet(round(whole.net().multiply(percentage).movePointLeft(2)), tax, whole)));
        return new Share(currency, part);
    }

    /** At most so much before tax; what is too much is taken from every tax in proportion. */
    public Share atMostNet(BigDecimal most) {
        return atMost(most, Amounts::net, (net, entry) -> withNet(net, entry.getKey(), entry.getValue()));
    }

    /** At most so much with tax; what is too much is taken from every tax in proportion. */
    public Share atMostTotal(BigDecimal most) {
        return atMost(most, Amounts::total, (total, entry) -> withTotal(total, entry.getKey(), entry.getValue()));
    }

    /** What it comes to when it is taken off; a tax of which nothing is taken has no line. */
    public Discount asDiscount() {
        return new Discount(byTax.entrySet().stream()
                .filter(entry -> entry.getValue().total().signum() > 0)
                .map(entry -> new DiscountLine(entry.getKey(), entry.getValue().negate()))
                .toList());
    }

    private interface Measure {
        BigDecimal of(Amounts amounts);
    }

    private interface Reduction {
        Amounts to(BigDecimal amount, Map.Entry<Tax, Amounts> of);
    }

    /** The parts are differences of rounded running sums, so that together they are exactly what was allowed. */
    private Share atMost(BigDecimal most, Measure measure, Reduction reduction) {
        BigDecimal all = measure.of(Amounts.sum(byTax.values().stream()));
        if (all.compareTo(most) <= 0) {
            return this;
        }
        BigDecimal ratio = most.max(BigDecimal.ZERO).divide(all, MathContext.DECIMAL128);
        Map<Tax, Amounts> reduced = new LinkedHashMap<>();
        BigDecimal passed = BigDecimal.ZERO;
        BigDecimal given = BigDecimal.ZERO;
        for (Map.Entry<Tax, Amounts> entry : byTax.entrySet()) {
            passed = passed.add(measure.of(entry.getValue()));
            BigDecimal upToHere = round(passed.multiply(ratio));
            reduced.put(entry.getKey(), reduction.to(upToHere.subtract(given), entry));
            given = upToHere;
        }
        return new Share(currency, reduced);
    }

    private Amounts withNet(BigDecimal net, Tax tax, Amounts whole) {
        return net.compareTo(whole.net()) == 0
                ? whole
                : new Amounts(net, round(tax.of(net)).min(whole.tax()));
    }

    private Amounts withTotal(BigDecimal total, Tax tax, Amounts whole) {
        BigDecimal net = round(total.divide(tax.factor(), MathContext.DECIMAL128))
                .min(whole.net())
                .max(total.subtract(whole.tax()));
        return new Amounts(net, total.subtract(net));
    }

    private BigDecimal round(BigDecimal amount) {
        return Money.round(amount, currency);
    }
}
