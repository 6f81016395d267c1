package io.aftersales.loyalty.coupon;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a coupon is worth its reward for to whoever knows it, such as {@code K7XQM-2RTHW-9BVPD}: 15 random characters out of 31
 * are 74 bits. None of them is taken for another when it is read aloud or copied by hand. It never goes to a log.
 *
 * @param text in groups, capital letters
 */
public record CouponCode(String text) {

    /** No 0 and O, no 1, I and L. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int GROUPS = 3;
    private static final int GROUP_LENGTH = 5;
    private static final Pattern BETWEEN_CHARACTERS = Pattern.compile("[\\s-]+");
    private static final Pattern CHARACTERS = Pattern.compile("[" + ALPHABET + "]{" + GROUPS * GROUP_LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A code that nobody can guess. */
    static CouponCode random() {
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            characters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new CouponCode(grouped(characters));
    }

    /** The code that somebody typed, in whatever case and with whatever spaces and hyphens; empty for what can be none. */
    public static Optional<CouponCode> typed(String text) {
        String characters = BETWEEN_CHARACTERS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
        return CHARACTERS.matcher(characters).matches()
                ? Optional.of(new CouponCode(grouped(characters)))
                : Optional.empty();
    }

    private static String grouped(CharSequence characters) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            groups.append(i == 0 ? "" : "-").append(characters, i * GROUP_LENGTH, (i + 1) * GROUP_LENGTH);
        }
        return groups.toString();
    }

    /** Not the code: what is written into a log by accident gives nothing away. */
    @Override
    public String toString() {
        return "a coupon code";
    }
}
