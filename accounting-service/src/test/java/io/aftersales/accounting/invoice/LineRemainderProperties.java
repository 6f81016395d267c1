package io.aftersales.accounting.invoice;

import io.aftersales.accounting.invoice.LineRemainder.Credit;
import io.aftersales.platform.money.Amounts;
import io.aftersales.platform.money.LineTerms;
import io.aftersales.platform.problem.RuleBroken;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LineRemainderProperties {

    record Attempt(BigDecimal share, BigDecimal priceShare) {}

    @Property(tries = 3000)
    void anyCreditsNeverExceedTheLineAndTheLastTakesTheRest(
            @ForAll("terms") LineTerms terms, @ForAll("attempts") List<Attempt> attempts) {
        LineRemainder left = LineRemainder.untouched(terms);
        Amounts credited = Amounts.ZERO;

        for (Attempt attempt : attempts) {
            try {
                Credit credit = left.credit(part(terms.quantity(), attempt.share(), 2), price(terms, attempt));
                credited = credited.plus(credit.amounts());
                left = left.after(credit);
            } catch (RuleBroken refused) {
                assertThat(refused.code().code()).isIn("credit-exceeds-invoice", "line-exceeds-invoice");
            }
            assertBetweenNothingAndTheWhole(credited.net(), terms.amounts().net());
            assertBetweenNothingAndTheWhole(credited.tax(), terms.amounts().tax());
            assertThat(left.quantity()).isBetween(BigDecimal.ZERO, terms.quantity());
        }

        if (!left.isEmpty()) {
            credited = credited.plus(left.rest().amounts());
            assertThat(left.credit(left.quantity(), left.unitPrice())).isEqualTo(left.rest());
            assertThat(left.after(left.rest()).isEmpty()).isTrue();
        }
        assertThat(credited.net()).isEqualByComparingTo(terms.amounts().net());
        assertThat(credited.tax()).isEqualByComparingTo(terms.amounts().tax());
    }

    private static void assertBetweenNothingAndTheWhole(BigDecimal part, BigDecimal whole) {
        assertThat(part.abs()).isLessThanOrEqualTo(whole.abs());
        assertThat(part.signum() * whole.signum()).isNotNegative();
    }

    private static BigDecimal price(LineTerms terms, Attempt attempt) {
        return part(terms.unitPrice(), attempt.priceShare(), 2);
    }

    private static BigDecimal part(BigDecimal whole, BigDecimal share, int scale) {
        BigDecimal part = whole.multiply(share).setScale(scale, RoundingMode.UP);
        return part.abs().min(whole.abs()).multiply(BigDecimal.valueOf(whole.signum()));
    }

    @Provide
    Arbitrary<LineTerms> terms() {
        return Combinators.combine(
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("0.01"), new BigDecimal("200"))
                                .ofScale(2),
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-20"), new BigDecimal("200"))
                                .ofScale(2),
                        Arbitraries.of("0", "10", "33", "50", "100"),
                        Arbitraries.of("0", "7", "15", "19.6", "20"))
                .as((quantity, price, discount, rate) ->
                        new LineTerms(quantity, price, new BigDecimal(discount), new BigDecimal(rate), "EUR"));
    }

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        Arbitrary<BigDecimal> shares =
                Arbitraries.of("0.01", "0.1", "0.25", "0.5", "0.9", "1").map(BigDecimal::new);
        return Combinators.combine(shares, Arbitraries.oneOf(Arbitraries.just(BigDecimal.ONE), shares))
                .as(Attempt::new)
                .list()
                .ofMaxSize(12);
    }
}
