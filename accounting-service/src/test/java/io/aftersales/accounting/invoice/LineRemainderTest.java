package io.aftersales.accounting.invoice;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.invoice.LineRemainder.Credit;
import io.aftersales.platform.money.Amounts;
import io.aftersales.platform.money.LineTerms;
import io.aftersales.platform.problem.RuleBroken;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LineRemainderTest {

    @Test
    void threeSingleCreditsOfThreeAtFiveCentsEndAtTheLinesSeventeenCents() {
        LineRemainder left = line("3", "0.05", "0", "15");

        Credit first = left.credit(decimal("1"), decimal("0.05"));
        Credit second = left.after(first).credit(decimal("1"), decimal("0.05"));
        LineRemainder last = left.after(first).after(second);
        Credit third = last.credit(decimal("1"), decimal("0.05"));

        assertThat(first.amounts().total()).isEqualByComparingTo("0.06");
        assertThat(second.amounts().total()).isEqualByComparingTo("0.06");
        assertThat(third.amounts().total()).isEqualByComparingTo("0.05");
        assertThat(last.after(third).isEmpty()).isTrue();
    }

    @Test
    void anUntouchedLineCopiesTheStoredAmounts() {
        LineTerms terms = terms("3", "0.05", "0", "15");
        Amounts stored = new Amounts(decimal("0.15"), decimal("0.03"));

        Credit credit = new LineRemainder(terms, decimal("3"), stored, false).credit(decimal("3"), decimal("0.05"));

        assertThat(credit.amounts()).isEqualTo(stored);
    }

    @Test
    void aLoweredLineIsComputedWithTheStoredRates() {
        Credit credit = line("2", "100.00", "10", "15").credit(decimal("1"), decimal("50"));

        assertThat(credit.amounts().net()).isEqualByComparingTo("45.00");
        assertThat(credit.amounts().tax()).isEqualByComparingTo("6.75");
    }

    @Test
    void aConcessionTakesMoneyAndLeavesTheUnits() {
        LineRemainder line = line("2", "100.00", "0", "15");

        LineRemainder left = line.after(line.credit(decimal("1"), decimal("50")));

        assertThat(left.quantity()).isEqualByComparingTo("2");
        assertThat(left.unitPrice()).isEqualByComparingTo("75");
        assertThat(left.rest().amounts().total()).isEqualByComparingTo("172.50");
    }

    @Test
    void afterAConcessionAnotherUnitCanBeCreditedWholeAsLongAsTheMoneyIsThere() {
        LineRemainder line = line("2", "100.00", "0", "15");
        LineRemainder left = line.after(line.credit(decimal("1"), decimal("50")));

        LineRemainder last = left.after(left.credit(decimal("1"), decimal("100")));

        assertThat(last.quantity()).isEqualByComparingTo("1");
        assertThat(last.unitPrice()).isEqualByComparingTo("50");
        assertBreaks(AccountingProblem.CREDIT_EXCEEDS_INVOICE, () -> last.credit(decimal("1"), decimal("100")));
    }

    @Test
    void creditingMoreThanTheLineEverHadIsRaisingIt() {
        LineRemainder line = line("2", "100.00", "0", "15");

        assertBreaks(AccountingProblem.LINE_EXCEEDS_INVOICE, () -> line.credit(decimal("2.01"), decimal("100")));
        assertBreaks(AccountingProblem.LINE_EXCEEDS_INVOICE, () -> line.credit(decimal("1"), decimal("100.01")));
        assertBreaks(AccountingProblem.LINE_EXCEEDS_INVOICE, () -> line.credit(decimal("1"), decimal("-1")));
    }

    @Test
    void creditingMoreThanIsLeftExceedsTheInvoice() {
        LineRemainder line = line("2", "100.00", "0", "15");
        LineRemainder left = line.after(line.credit(decimal("1"), decimal("100")));

        assertBreaks(AccountingProblem.CREDIT_EXCEEDS_INVOICE, () -> left.credit(decimal("2"), decimal("100")));
        assertBreaks(
                AccountingProblem.CREDIT_EXCEEDS_INVOICE,
                () -> left.after(left.rest()).credit(decimal("1"), decimal("1")));
    }

    @Test
    void unitsThatRoundUpOneByOneStopAtTheLine() {
        LineRemainder left = line("100", "0.01", "50", "0");
        for (int unit = 0; unit < 50; unit++) {
            left = left.after(left.credit(decimal("1"), decimal("0.01")));
        }

        assertThat(left.amounts().net()).isEqualByComparingTo("0");
        assertThat(left.isEmpty()).isTrue();
    }

    @Test
    void aDeductionIsCreditedByANegativeAmountAndNeverBeyondItself() {
        LineRemainder deduction = line("2", "-10.00", "0", "15");

        assertThat(deduction.credit(decimal("1"), decimal("-10")).amounts().total())
                .isEqualByComparingTo("-11.50");
        assertBreaks(AccountingProblem.LINE_EXCEEDS_INVOICE, () -> deduction.credit(decimal("1"), decimal("-10.01")));
        assertBreaks(AccountingProblem.LINE_EXCEEDS_INVOICE, () -> deduction.credit(decimal("1"), decimal("10")));
    }

    @Test
    void aLineThatCostsNothingIsLeftUntilItsUnitsAreCredited() {
        LineRemainder gift = line("2", "0", "0", "15");

        LineRemainder left = gift.after(gift.credit(decimal("1"), decimal("0")));

        assertThat(left.isEmpty()).isFalse();
        assertThat(left.after(left.rest()).isEmpty()).isTrue();
    }

    private static void assertBreaks(AccountingProblem problem, ThrowingCallable credit) {
        assertThatThrownBy(credit)
                .isInstanceOfSatisfying(
                        RuleBroken.class, broken -> assertThat(broken.code()).isEqualTo(problem));
    }

    private static LineRemainder line(String quantity, String unitPrice, String discount, String taxRate) {
        return LineRemainder.untouched(terms(quantity, unitPrice, discount, taxRate));
    }

    private static LineTerms terms(String quantity, String unitPrice, String discount, String taxRate) {
        return new LineTerms(decimal(quantity), decimal(unitPrice), decimal(discount), decimal(taxRate), "EUR");
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
