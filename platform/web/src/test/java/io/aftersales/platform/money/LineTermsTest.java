package io.aftersales.platform.money;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class LineTermsTest {

    @Test
    void twoAtHundredAndThreeAtTenFiftyWithFifteenPercentTaxMake26623() {
        Amounts sum = Amounts.sum(Stream.of(
                line("2", "100.00", "0", "15").amounts(),
                line("3", "10.50", "0", "15").amounts()));

        assertThat(sum.net()).isEqualByComparingTo("231.50");
        assertThat(sum.tax()).isEqualByComparingTo("34.73");
        assertThat(sum.total()).isEqualByComparingTo("266.23");
    }

    @Test
    void taxIsRoundedPerLineAndNotOverTheDocument() {
        Amounts sum = Amounts.sum(Stream.of(
                line("3", "33.33", "0", "15").amounts(),
                line("1", "10.05", "0", "15").amounts()));

        assertThat(sum.total()).isEqualByComparingTo("126.55");
    }

    @Test
    void halfACentIsRoundedAwayFromZeroOnBothSides() {
        assertThat(line("1", "0.05", "10", "0").amounts().net()).isEqualByComparingTo("0.05");
        assertThat(line("1", "-0.05", "10", "0").amounts().net()).isEqualByComparingTo("-0.05");
    }

    @Test
    void discountLowersNetAndTaxIsComputedFromTheRoundedNet() {
        Amounts amounts = line("3", "9.99", "33", "15").amounts();

        assertThat(amounts.net()).isEqualByComparingTo("20.08");
        assertThat(amounts.tax()).isEqualByComparingTo("3.01");
    }

    @Test
    void amountsHaveTheDigitsOfTheCurrency() {
        assertThat(new LineTerms(decimal("3"), decimal("33.4"), decimal("0"), decimal("10"), "JPY").amounts())
                .isEqualTo(new Amounts(decimal("100"), decimal("10")));
        assertThat(new LineTerms(decimal("1"), decimal("0.1234"), decimal("0"), decimal("0"), "KWD")
                        .amounts()
                        .net())
                .isEqualByComparingTo("0.123");
    }

    private static LineTerms line(String quantity, String unitPrice, String discount, String taxRate) {
        return new LineTerms(decimal(quantity), decimal(unitPrice), decimal(discount), decimal(taxRate), "EUR");
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
