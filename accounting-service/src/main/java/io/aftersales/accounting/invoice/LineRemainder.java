package io.aftersales.accounting.invoice;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.platform.money.Amounts;
import io.aftersales.platform.money.LineTerms;
import io.aftersales.platform.problem.RuleBroken;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What posted credit notes have left of one invoice line. It bounds every further credit and is what a draft proposes.
 *
 * <p>A credit at the price that is left takes units away. A credit below it, a concession, takes money and leaves the units: of
 * 2 × 100.00, after 1 × 50.00 for a scratch, 2 × 75.00 are left. The credit that takes the last units takes the whole rest of
 * net and tax, so that the credits of a line add up to the line, to the cent.
 *
 * @param terms the invoiced line
 * @param quantity units left
 * @param amounts net and tax left; both have the sign of the invoiced ones
 * @param conceded whether a concession took some of the money
 */
public record LineRemainder(LineTerms terms, BigDecimal quantity, Amounts amounts, boolean conceded) {

    /** Digits of a unit price after the point. */
    public static final int PRICE_SCALE = 4;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * A credit that fits.
     *
     * @param units how many units it takes away; zero for a concession
     * @param amounts what it credits
     * @param concession whether it takes money without units
     */
    public record Credit(BigDecimal units, Amounts amounts, boolean concession) {}

    /** A line that nothing was credited of. */
    public static LineRemainder untouched(LineTerms terms) {
        return new LineRemainder(terms, terms.quantity(), terms.amounts(), false);
    }

    /** Nothing can be credited any more. A line that never cost anything is left until its units are credited. */
    public boolean isEmpty() {
        return amounts.isZero() && (quantity.signum() == 0 || !terms.amounts().isZero());
    }

    /** The invoiced price, or what concessions left of it spread over the units left, rounded to four digits. */
    public BigDecimal unitPrice() {
        if (!conceded || quantity.signum() == 0) {
            return terms.unitPrice();
        }
        BigDecimal discountedQuantity = quantity.multiply(HUNDRED.subtract(terms.discount()));
        BigDecimal spread =
                amounts.net().multiply(HUNDRED).divide(discountedQuantity, PRICE_SCALE, RoundingMode.HALF_UP);
        // Cents that earlier credits rounded away may make it a little more than was invoiced.
        return nearerToZero(spread, terms.unitPrice());
    }

    /** All that is left. */
    public Credit rest() {
        return new Credit(quantity, amounts, false);
    }

    /**
     * Works out a credit of some units at some price; nothing changes.
     *
     * @throws RuleBroken {@code line-exceeds-invoice} when the invoiced line never had that much, {@code credit-exceeds-invoice}
     *     when less than that is left of it
     */
    public Credit credit(BigDecimal units, BigDecimal price) {
        boolean raised = units.compareTo(terms.quantity()) > 0
                || price.abs().compareTo(terms.unitPrice().abs()) > 0
                || price.signum() * terms.unitPrice().signum() < 0;
        if (raised) {
            throw new RuleBroken(
                    AccountingProblem.LINE_EXCEEDS_INVOICE,
                    "%s × %s is more than the invoiced line, %s × %s"
                            .formatted(plain(units), plain(price), plain(terms.quantity()), plain(terms.unitPrice())));
        }
        int againstPriceLeft = price.abs().compareTo(unitPrice().abs());
        Amounts computed = terms.amounts(units, price);
        boolean fits = againstPriceLeft <= 0
                || computed.net().abs().compareTo(amounts.net().abs()) <= 0;
        if (isEmpty() || units.compareTo(quantity) > 0 || !fits) {
            throw new RuleBroken(
                    AccountingProblem.CREDIT_EXCEEDS_INVOICE,
                    "%s × %s is more than what is left of the line, %s × %s"
                            .formatted(plain(units), plain(price), plain(quantity), plain(unitPrice())));
        }
        if (againstPriceLeft >= 0 && units.compareTo(quantity) == 0) {
            return rest();
        }
        // Units credited one by one may round to more than their line: the rest bounds them.
        Amounts bounded =
                new Amounts(nearerToZero(computed.net(), amounts.net()), nearerToZero(computed.tax(), amounts.tax()));
        return againstPriceLeft >= 0
                ? new Credit(units, bounded, false)
                : new Credit(BigDecimal.ZERO, bounded, bounded.net().signum() != 0);
    }

    /** What is left after a credit. */
    public LineRemainder after(Credit credit) {
        return new LineRemainder(
                terms,
                quantity.subtract(credit.units()),
                amounts.minus(credit.amounts()),
                conceded || credit.concession());
    }

    private static BigDecimal nearerToZero(BigDecimal a, BigDecimal b) {
        return a.abs().compareTo(b.abs()) <= 0 ? a : b;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
