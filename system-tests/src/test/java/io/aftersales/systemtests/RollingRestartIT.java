package io.aftersales.systemtests;

import io.aftersales.local.process.ServiceProcess;
import io.aftersales.local.suite.SuiteBuilder;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.fault.RepeatableRequest;
import io.aftersales.systemtests.fault.RepeatableRequests;
import io.aftersales.systemtests.fault.RollingRestart;
import io.aftersales.systemtests.fault.UnforgivingLoad;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Restarts everything, replica by replica, behind a gateway that knows all addresses. With {@code -Dlong} every service is
 * restarted while all kinds of actions are asked for, else the two that a refund takes.
 */
class RollingRestartIT {

    private static final boolean ALL = System.getProperty("long") != null;

    /** Something to read of each service, besides what a refund takes. */
    private static final Map<String, String> READ_OF = Map.of(
            "loyalty", "coupon-programs",
            "inventory", "products",
            "repair", "repair-orders",
            "fieldservice", "tasks");

    private static RunningSuite suite;
    private static Desk desk;
    private static List<RepeatableRequest> requests;

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(
                RollingRestartIT.class, chosen -> twice(ALL ? chosen : chosen.only(RunningSuite.SERVICES)));
        desk = Desk.setUp(suite);
        requests = ALL ? RepeatableRequests.prepare(suite, desk) : List.of();
    }

    /** The gateway ends as that of a deployment does, which has others beside it. */
    private static SuiteBuilder twice(SuiteBuilder chosen) {
        return chosen.replicas(2)
                .environment("gateway", "QUARKUS_SHUTDOWN_DELAY", "5S")
                .environment("gateway", "QUARKUS_SHUTDOWN_TIMEOUT", "50S");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void aRollingRestartOfEveryServiceFailsNoRequestAndLosesNoAction() throws Exception {
        try (UnforgivingLoad load = UnforgivingLoad.start(desk, reads(), requests)) {
            RollingRestart restart = new RollingRestart(suite, load);
            suite.processes().services().forEach(restart::of);
            restart.finish();
        }
    }

    @Test
    void aGatewayThatIsToldToEndAnswersEverythingThatItTook() throws Exception {
        try (UnforgivingLoad load = UnforgivingLoad.start(desk, reads(), requests);
                Balancer balancer = new Balancer(suite.processes().gateway(), load)) {
            RollingRestart restart = new RollingRestart(suite, load);
            restart.of(suite.processes().gateway());
            balancer.awaitReady();
            restart.finish();
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

    private static List<Supplier<Answer>> reads() {
        Caller agent = suite.as("agnes");
        return READ_OF.entrySet().stream()
                .filter(read -> suite.runs(read.getKey()))
                .<Supplier<Answer>>map(read -> () -> agent.get(read.getValue() + "?limit=5"))
                .toList();
    }
}
