package io.aftersales.loyalty.coupon;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class CouponCodeTest {

    @Test
    void isThreeGroupsOfCharactersThatNobodyTakesForOthers() {
        Set<String> codes = Stream.generate(CouponCode::random)
                .limit(10_000)
                .map(CouponCode::text)
                .collect(Collectors.toSet());

        assertThat(codes)
                .as("all of them different")
                .hasSize(10_000)
                .allMatch(code -> code.matches("[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}"));
    }

    @Test
    void hasAtLeastSixtyRandomBits() {
        Set<Integer> characters = Stream.generate(CouponCode::random)
                .limit(1_000)
                .flatMapToInt(code -> code.text().replace("-", "").chars())
                .boxed()
                .collect(Collectors.toSet());

        double bits = 15 * Math.log(characters.size()) / Math.log(2);
        assertThat(bits).isGreaterThan(74);
    }

    @Test
    void isKnownAgainHoweverItIsTyped() {
        CouponCode code = CouponCode.random();

        assertThat(CouponCode.typed(code.text())).contains(code);
        assertThat(CouponCode.typed(" " + code.text().toLowerCase().replace("-", "  ") + "\n"))
                .contains(code);
        assertThat(CouponCode.typed(code.text().replace("-", ""))).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "ABCDE-FGHJK-MNPQ", "ABCDE-FGHJK-MNPQRS", "ABCDE-FGHJK-MNPQ0", "ABCDE-FGHJK-MNPQÄ"})
    void canBeNoneThatWasNeverGiven(String typed) {
        assertThat(CouponCode.typed(typed)).isEmpty();
    }

    @Test
    void doesNotShowWhenItIsLogged() {
        CouponCode code = CouponCode.random();

        assertThat(String.valueOf(code)).doesNotContain(code.text());
    }
}
