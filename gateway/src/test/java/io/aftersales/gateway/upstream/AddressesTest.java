package io.aftersales.gateway.upstream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AddressesTest {

    private static final Address A = Address.parse("10.0.0.1:8081");
    private static final Address B = Address.parse("10.0.0.2:8081");
    private static final Address C = Address.parse("10.0.0.3:8081");

    private final AtomicLong clock = new AtomicLong();
    private final Addresses addresses = new Addresses(List.of(A, B, C), Duration.ofSeconds(3), clock::get);

    @Test
    void takesInstancesInTurn() {
        assertThat(List.of(first(), first(), first(), first())).containsExactly(A, B, C, A);
    }

    @Test
    void passesOverAnInstanceThatFailedUntilItHasRested() {
        addresses.failed(B);
        assertThat(List.of(first(), first(), first())).containsExactly(A, C, C);
        clock.set(Duration.ofSeconds(3).toNanos());
        assertThat(List.of(first(), first(), first())).contains(B);
    }

    @Test
    void keepsAnInstanceThatFailedAsTheLastResort() {
        addresses.failed(A);
        addresses.failed(B);
        assertThat(addresses.inTurn()).startsWith(C).contains(A, B);
        addresses.failed(C);
        assertThat(addresses.inTurn()).containsExactlyInAnyOrder(A, B, C);
    }

    @Test
    void takesAnInstanceBackAsSoonAsItAnswers() {
        addresses.failed(A);
        addresses.answered(A);
        assertThat(first()).isEqualTo(A);
    }

    @Test
    void readsHostAndPort() {
        assertThat(Address.parse("helpdesk.aftersales.svc:8081")).hasToString("helpdesk.aftersales.svc:8081");
    }

    @ParameterizedTest
    @ValueSource(strings = {"helpdesk", ":8081", "helpdesk:", "helpdesk:http", "helpdesk:70000"})
    void refusesWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(text));
    }

    private Address first() {
        return addresses.inTurn().get(0);
    }
}
