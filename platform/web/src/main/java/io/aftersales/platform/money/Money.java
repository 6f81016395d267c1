package io.aftersales.platform.money;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in a currency, written {@code {"amount":"266.23","currency":"EUR"}}: a string, because a JSON number loses cents
 * in many clients.
 *
 * @param amount decimal, at the scale of the currency's minor unit
 * @param currency ISO 4217 code
 */
public record Money(
        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING, examples = "266.23")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal amount,

        @Schema(examples = "EUR") String currency) {

    public static Money of(BigDecimal amount, String currency) {
        return new Money(round(amount, currency), currency);
    }

    /** Rounds half up to the minor unit of the currency: the one rounding rule of the suite. */
    public static BigDecimal round(BigDecimal amount, String currency) {
        return amount.setScale(minorUnits(currency), RoundingMode.HALF_UP);
    }

    /** Digits after the decimal point that the currency has; two where ISO 4217 names none. */
    public static int minorUnits(String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return digits < 0 ? 2 : digits;
    }
}
