package io.aftersales.platform.money;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.platform.json.JsonRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;

import static org.assertj.core.api.Assertions.assertThat;

class MoneyTest {

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void asServicesReadAndWriteJson() {
        new JsonRules().customize(json);
    }

    @Test
    void roundsHalfUpToTheCurrencysMinorUnit() {
        assertThat(euros("34.725")).isEqualTo("34.73");
        assertThat(euros("34.7249999")).isEqualTo("34.72");
        assertThat(euros("-34.725")).isEqualTo("-34.73");
        assertThat(euros("7")).isEqualTo("7.00");
        assertThat(Money.round(new BigDecimal("10.5"), "JPY")).isEqualTo("11");
        assertThat(Money.round(new BigDecimal("1.0005"), "TND")).isEqualTo("1.001");
    }

    @Test
    void writesTheAmountAsATextThatKeepsItsCents() throws JsonProcessingException {
        assertThat(json.writeValueAsString(Money.of(new BigDecimal("266.2"), "EUR")))
                .isEqualTo("{\"amount\":\"266.20\",\"currency\":\"EUR\"}");
        assertThat(json.writeValueAsString(Money.of(new BigDecimal("1E+3"), "EUR")))
                .isEqualTo("{\"amount\":\"1000.00\",\"currency\":\"EUR\"}");
    }

    @Test
    void readsWhatItWrote() throws JsonProcessingException {
        Money money = Money.of(new BigDecimal("0.10"), "EUR");

        assertThat(json.readValue(json.writeValueAsString(money), Money.class)).isEqualTo(money);
    }

    @Test
    void takesTwoDigitsWhereTheCurrencyNamesNone() {
        assertThat(Money.minorUnits("XXX")).isEqualTo(2);
        assertThat(Money.minorUnits("EUR")).isEqualTo(2);
        assertThat(Money.minorUnits("JPY")).isZero();
    }

    private static BigDecimal euros(String amount) {
        return Money.round(new BigDecimal(amount), "EUR");
    }
}
