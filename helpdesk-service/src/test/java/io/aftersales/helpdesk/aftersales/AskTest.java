package io.aftersales.helpdesk.aftersales;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class AskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=5                | 5",
                "wait = 5              | 5",
                "Wait=5                | 5",
                "respond-async, wait=3 | 3",
                "wait=3; foo=bar       | 3",
                "wait=\"4\"            | 4",
                "wait=99               | 25",
                "wait=999999999        | 0",
                "wait=-1               | 0",
                "wait=soon             | 0",
                "await=5               | 0",
                "return=minimal        | 0",
            })
    void waitsForAsLongAsThePreferenceSaysButNotLongerThanTheLimit(String prefer, long seconds) {
        assertThat(preferring(prefer).patience(Duration.ofSeconds(25))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({","})
    void doesNotWaitWithoutAPreference(String prefer) {
        assertThat(preferring(prefer).patience(Duration.ofSeconds(25))).isZero();
    }

    private static Ask preferring(String prefer) {
        Ask ask = new Ask();
        ask.prefer = prefer;
        return ask;
    }
}
