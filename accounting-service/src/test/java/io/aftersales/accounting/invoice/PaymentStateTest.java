package io.aftersales.accounting.invoice;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;

import static org.assertj.core.api.Assertions.assertThat;

class PaymentStateTest {

    @ParameterizedTest(name = "{0}, of it {1} paid and {2} credited: {3}")
    @CsvSource({
        "1000,    0,    0, NOT_PAID",
        "1000,    0, 1000, REVERSED",
        "1000,  500,  500, PAID",
        "1000,  400,  500, PARTIAL",
        "1000,    0,  500, PARTIAL",
        "1000, 1000,    0, PAID",
        "   0,    0,    0, PAID",
    })
    void saysHowFarAnInvoiceIsSettledAndByWhat(
            BigDecimal total, BigDecimal byPayments, BigDecimal byCredits, PaymentState expected) {
        assertThat(PaymentState.of(total, byPayments, byCredits)).isEqualTo(expected);
    }
}
