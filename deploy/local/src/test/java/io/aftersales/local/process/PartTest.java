package io.aftersales.local.process;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class PartTest {

    private final Watchdog watchdog = new Watchdog();
    private final CompletableFuture<Part> death = new CompletableFuture<>();

    @AfterEach
    void endEverything() {
        watchdog.close();
    }

    @Test
    void canBeStoppedAndKilledAndStartedAgain() {
        Part part = new ShellPart("sleep 60");
        part.start();
        long first = part.pid();
        part.stop();
        assertThat(part.isRunning()).isFalse();
        part.start();
        assertThat(part.pid()).isNotEqualTo(first);
        part.kill();
        assertThat(part.isRunning()).isFalse();
        part.start();
        assertThat(part.isRunning()).isTrue();
    }

    @Test
    void isNotStartedTwice() {
        Part part = new ShellPart("sleep 60");
        part.start();
        assertThatThrownBy(part::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("running");
    }

    @Test
    void tellsOfADeathThatNobodyAskedFor() throws Exception {
        Part part = new ShellPart("sleep 60");
        part.onDeath(death::complete);
        part.start();
        ProcessHandle.of(part.pid()).orElseThrow().destroyForcibly();
        assertThat(death.get(10, TimeUnit.SECONDS)).isSameAs(part);
        assertThat(part.isRunning()).isFalse();
    }

    @Test
    void doesNotTellOfAStopOrAKill() {
        Part part = new ShellPart("sleep 60");
        part.onDeath(death::complete);
        part.start();
        part.stop();
        part.start();
        part.kill();
        assertThat(death).isNotDone();
    }

    @Test
    void saysWhatItsLogSaysWhenItEndsBeforeItIsReady() {
        Part part = new ShellPart("exit 3") {
            @Override
            protected boolean isReady() {
                return false;
            }
        };
        assertThatThrownBy(part::start)
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("ended before it was ready")
                .hasMessageContaining("the log's last line");
        assertThat(part.isRunning()).isFalse();
    }

    @Test
    void isKilledWhenItIsNotReadyInTime() {
        Part part = new ShellPart("exec sleep 60") {
            @Override
            protected boolean isReady() {
                return false;
            }

            @Override
            protected Duration patience() {
                return Duration.ofSeconds(1);
            }
        };

        assertThatThrownBy(part::start)
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("not ready after 1 s")
                .hasMessageContaining("the log's last line");
        assertThat(part.isRunning()).isFalse();
    }

    @Test
    void isEndedByTheWatchdogWhenTheRunnerIsGone() {
        Part deaf = new ShellPart("trap '' TERM; while :; do sleep 0.1; done");
        Part obedient = new ShellPart("exec sleep 60");
        deaf.start();
        obedient.start();
        ProcessHandle first = ProcessHandle.of(deaf.pid()).orElseThrow();
        ProcessHandle second = ProcessHandle.of(obedient.pid()).orElseThrow();

        watchdog.close();

        await().until(() -> !first.isAlive() && !second.isAlive());
    }

    @Test
    void isLeftAloneByTheWatchdogOnceItHasEnded() throws IOException {
        Part part = new ShellPart("exec sleep 60");
        part.start();
        ProcessHandle process = ProcessHandle.of(part.pid()).orElseThrow();
        watchdog.release(process);
        watchdog.close();
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly();
    }

    private class ShellPart extends Part {

        private final String script;

        ShellPart(String script) {
            super("part", watchdog);
            this.script = script;
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        protected ProcessHandle launch() {
            try {
                return new ProcessBuilder("/bin/sh", "-c", script).start().toHandle();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected boolean isReady() {
            return true;
        }

        @Override
        protected String lastWords() {
            return "the log's last line";
        }
    }
}
