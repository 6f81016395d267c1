package io.aftersales.platform.pdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/** How amounts, numbers and dates are written on paper. */
public final class Figures {

    private static final Locale LOCALE = Locale.UK;

    /** As many as a unit price may have. */
    private static final int PRICE_DIGITS = 4;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", LOCALE);

    private Figures() {}

    /** An amount with all digits of its currency: {@code €1,234.50}. */
    public static String money(BigDecimal amount, String currency) {
        NumberFormat format = formatOf(currency);
        return format.format(amount);
    }

    /** A unit price, which may have more digits than its currency: {@code €0.0125}. */
    public static String price(BigDecimal price, String currency) {
        NumberFormat format = formatOf(currency);
        format.setMaximumFractionDigits(Math.max(PRICE_DIGITS, format.getMinimumFractionDigits()));
        return format.format(price);
    }

    /** A quantity or percentage without needless zeros: {@code 1,000}, {@code 2.5}. */
    public static String number(BigDecimal number) {
        NumberFormat format = NumberFormat.getNumberInstance(LOCALE);
        format.setMaximumFractionDigits(PRICE_DIGITS);
        return format.format(number);
    }

    /** {@code 1 December 2010}; null for null. */
    public static String date(LocalDate date) {
        return date == null ? null : DATE.format(date);
    }

    private static NumberFormat formatOf(String currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(LOCALE);
        format.setCurrency(Currency.getInstance(currency));
        int digits = Math.max(0, format.getCurrency().getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
