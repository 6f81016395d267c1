package io.aftersales.systemtests;

import io.aftersales.local.process.Part;
import io.aftersales.local.process.ServiceProcess;
import io.aftersales.local.suite.SuiteBuilder;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.fault.UnforgivingLoad;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Restarts one replica after the other as an orchestrator does: SIGTERM, its own time to end, start, ready, the next. Nobody
 * outside may notice. With {@code -Dlong} every service is restarted, else the two that a refund takes.
 */
class RollingRestartIT {

    /** Something to read of each service, besides what a refund takes. */
    private static final Map<String, String> READ_OF = Map.of(
            "loyalty", "coupon-programs",
            "inventory", "products",
            "repair", "repair-orders",
            "fieldservice", "tasks");

    /** The runner kills what has not ended after half a minute: that would be no end in order. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private static RunningSuite suite;
    private static Desk desk;

    @BeforeAll
    static void start() {
        boolean all = System.getProperty("long") != null;
        suite = RunningSuite.startFor(
                RollingRestartIT.class, chosen -> twice(all ? chosen : chosen.only(RunningSuite.SERVICES)));
        desk = Desk.setUp(suite);
    }

    private static SuiteBuilder twice(SuiteBuilder chosen) {
        READ_OF.keySet().forEach(service -> chosen.environment(service, "JAVA_TOOL_OPTIONS", RunningSuite.QUICK_START));
        // Like the gateway of a deployment, which has others beside it.
        return chosen.replicas(2).environment("gateway", "QUARKUS_SHUTDOWN_DELAY", "5S");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void aRollingRestartOfEveryServiceFailsNoRequestAndLosesNoAction() throws Exception {
        try (UnforgivingLoad load = UnforgivingLoad.start(desk, reads())) {
            System.out.println("restarted       stop s  start s  answered meanwhile  slowest ms");
            for (ServiceProcess replica : suite.processes().services()) {
                restart(replica, load);
            }
            load.finish();

            assertGood(load);
        }
    }

    @Test
    void aGatewayThatIsToldToEndAnswersEverythingThatItTook() throws Exception {
        try (UnforgivingLoad load = UnforgivingLoad.start(desk, reads());
                Balancer balancer = new Balancer(suite.processes().gateway(), load)) {
            restart(suite.processes().gateway(), load);
            balancer.awaitReady();
            load.finish();

            assertGood(load);
        }
    }

    /** What stands before the gateways of a deployment; this one has no other to send requests to, so it lets them wait. */
    private static final class Balancer implements AutoCloseable {

        private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

        private final HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        private final HttpRequest question;
        private final UnforgivingLoad load;
        private volatile boolean wasRed;
        private volatile boolean ready;

        private Balancer(ServiceProcess gateway, UnforgivingLoad load) {
            this.question = HttpRequest.newBuilder(gateway.url().resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(1))
                    .build();
            this.load = load;
            timer.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void look() {
            ready = isReady();
            if (ready) {
                load.goOn();
            } else {
                wasRed = true;
                load.hold();
            }
        }

        private boolean isReady() {
            try {
                return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void awaitReady() {
            Awaitility.await("a gateway that was red and is ready again").until(() -> wasRed && ready);
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }

    private static void restart(Part part, UnforgivingLoad load) {
        load.slowest();
        int before = load.answered();
        long begun = System.nanoTime();
        part.stop();
        long stopped = System.nanoTime();
        part.start();
        long started = System.nanoTime();
        System.out.printf(
                "%-14s %7.1f %8.1f %19d %11d%n",
                part.name(),
                (stopped - begun) / 1e9,
                (started - stopped) / 1e9,
                load.answered() - before,
                load.slowest().toMillis());
        assertThat(Duration.ofNanos(stopped - begun))
                .as("%s ends in order", part.name())
                .isLessThan(LONGEST_STOP);
    }

    private static void assertGood(UnforgivingLoad load) throws SQLException {
        System.out.printf(
                "%,d requests answered, %d failed; %,d refunds accepted, %,d of them with their outcome; %d streams resumed%n",
                load.answered(),
                load.failures().size(),
                load.accepted().size(),
                load.finishedInTheAnswer(),
                load.streamsResumed());
        assertThat(load.failures()).as("requests that failed").isEmpty();
        LedgerCheck.assertClean(suite, load.accepted());
    }

    private static List<Supplier<Answer>> reads() {
        Caller agent = suite.as("agnes");
        return READ_OF.entrySet().stream()
                .filter(read -> suite.runs(read.getKey()))
                .<Supplier<Answer>>map(read -> () -> agent.get(read.getValue() + "?limit=5"))
                .toList();
    }
}
