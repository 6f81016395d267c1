package io.aftersales.gateway.upstream;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class PreferredWaitTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=5|5",
                "respond-async, wait=10|10",
                "return=minimal; wait=\"7\"|7",
                "WAIT = 3|3",
                "wait=86400|60",
                "await=5|0",
                "wait=soon|0",
                "respond-async|0"
            })
    void readsHowLongACallerWantsToWaitAndKeepsItWithinAMinute(String prefer, long seconds) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("prefer", prefer);
        assertThat(PreferredWait.of(headers)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void isNothingWhenNothingIsPreferred() {
        assertThat(PreferredWait.of(MultiMap.caseInsensitiveMultiMap())).isZero();
    }
}
