package io.aftersales.local.suite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class StartsTest {

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Starts starts = new Starts(said::add, Duration.ofMillis(20));

    @AfterEach
    void close() {
        starts.close();
    }

    @Test
    void namesWhatIsWaitedForUntilItIsReady() {
        starts.run("helpdesk", "port 8081", () -> await().until(() -> said.size() > 1));

        assertThat(said).first().asString().startsWith("  helpdesk       is not ready yet (");
        assertThat(said).last().asString().startsWith("  helpdesk       ready, port 8081 (");
    }

    @Test
    void saysNothingMoreOfAStartThatFailed() {
        assertThatThrownBy(() -> starts.run("kafka", "port 9092", () -> {
                    throw new IllegalStateException("no room");
                }))
                .hasMessage("no room");
        said.clear();

        starts.run("postgres", "port 5432", () -> await().until(() -> said.size() > 1));

        assertThat(said).noneMatch(line -> line.contains("kafka"));
    }
}
