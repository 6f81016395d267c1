package io.aftersales.local.suite;

import io.aftersales.local.process.SuiteException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {

    @Test
    void namesThePortThatIsTakenAndWhoNeedsIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(
                            () -> Ports.shiftedBy(0).assign(Map.of("accounting", taken.getLocalPort()), Duration.ZERO))
                    .isInstanceOf(SuiteException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("accounting")
                    .hasMessageContaining("--port-offset");
        }
    }

    @Test
    void waitsForAPortThatTheLastRunIsAboutToGiveBack() throws Exception {
        ServerSocket closing = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        int port = closing.getLocalPort();
        CompletableFuture<Map<String, Integer>> assigned = CompletableFuture.supplyAsync(
                () -> Ports.shiftedBy(0).assign(Map.of("gateway", port), Duration.ofSeconds(30)));
        closing.close();
        assertThat(assigned.get()).containsEntry("gateway", port);
    }

    @Test
    void shiftsEveryPort() {
        Map<String, Integer> free = Ports.free().assign(Map.of("one", 1, "two", 2), Duration.ZERO);
        Map<String, Integer> lower = Map.of("one", free.get("one") - 1_000, "two", free.get("two") - 1_000);

        assertThat(Ports.shiftedBy(1_000).assign(lower, Duration.ZERO)).isEqualTo(free);
    }

    @Test
    void refusesAPortThatTwoWouldGetOrThatDoesNotExist() {
        assertThatThrownBy(() -> Ports.shiftedBy(0).assign(Map.of("one", 20_001, "two", 20_001), Duration.ZERO))
                .isInstanceOf(SuiteException.class);
        assertThatThrownBy(() -> Ports.shiftedBy(60_000).assign(Map.of("one", 8_080), Duration.ZERO))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("68080");
    }
}
