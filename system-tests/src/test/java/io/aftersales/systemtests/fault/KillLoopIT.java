package io.aftersales.systemtests.fault;

import io.aftersales.local.process.Part;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills one process after the other with SIGKILL in the middle of a burst of refunds, starts it again, and looks at the books
 * when all is over. {@code -Dkills=20} says how often.
 */
class KillLoopIT {

    private static final List<String> VICTIMS = List.of("helpdesk", "gateway", "accounting", "kafka", "postgres");
    private static final int REFUNDS_PER_KILL = 200;
    private static final int IN_FLIGHT = 50;
    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private static RunningSuite suite;
    private static Desk desk;

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(KillLoopIT.class);
        desk = Desk.setUp(suite);
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void everyAcceptedRefundHasExactlyOneOutcomeWhateverIsKilled() throws SQLException {
        int kills = Integer.getInteger("kills", VICTIMS.size());
        List<String> customers = AtOnce.run(20, 8, number -> desk.customer("Customer " + number));
        Set<String> accepted = new HashSet<>();
        int wanted = 0;
        System.out.println("kill victim       in flight  accepted  down s  finished s after  liveness green/red");
        try (LivenessWatch liveness = new LivenessWatch(suite.processes())) {
            for (int kill = 1; kill <= kills; kill++) {
                RefundLoad load = RefundLoad.of(desk, customers, REFUNDS_PER_KILL);
                kill(kill, VICTIMS.get((kill - 1) % VICTIMS.size()), load, liveness);
                accepted.addAll(load.accepted());
                wanted += load.size();
            }
            assertThat(liveness.red()).as("liveness that was not green").isEmpty();
        }

        assertThat(accepted)
                .as("actions, one for each refund that was asked for")
                .hasSize(wanted);
        assertThat(count("after_sales_action"))
                .as("actions in the helpdesk, however often a request was sent")
                .isEqualTo(wanted);
        System.out.printf(
                "%,d refunds accepted: %,d succeeded, %,d rejected%n",
                wanted,
                count("after_sales_action where status = 'SUCCEEDED'"),
                count("after_sales_action where status = 'REJECTED'"));
        assertThat(count("after_sales_action where status = 'REJECTED'"))
                .as("one of each two full refunds of one invoice")
                .isEqualTo(wanted / 10);
        LedgerCheck.assertClean(suite, accepted);
    }

    private static void kill(int number, String victim, RefundLoad load, LivenessWatch liveness) throws SQLException {
        Part part = suite.processes().part(victim);
        int greenBefore = liveness.greenSoFar();
        long inFlight = awaitInFlight(load);
        liveness.excuse(part);
        part.kill();
        int acceptedBefore = load.accepted().size();
        long killedAt = System.nanoTime();
        Awaitility.await("the outage")
                .pollDelay(OUTAGE)
                .atMost(OUTAGE.plusSeconds(10))
                .until(() -> true);
        part.start();
        long startedAt = System.nanoTime();
        liveness.excuse(null);
        load.finish();
        try (Connection helpdesk = suite.database("helpdesk");
                Connection accounting = suite.database("accounting")) {
            LedgerCheck.awaitRest(helpdesk, accounting);
        }
        System.out.printf(
                "%4d %-12s %9d  %4d+%-4d %6.1f  %16.1f  %d/%d%n",
                number,
                victim,
                inFlight,
                acceptedBefore,
                load.size() - acceptedBefore,
                (startedAt - killedAt) / 1e9,
                (System.nanoTime() - startedAt) / 1e9,
                liveness.greenSoFar() - greenBefore,
                liveness.red().size());
        assertThat(inFlight)
                .as("refunds accepted but not finished at kill %d", number)
                .isGreaterThanOrEqualTo(IN_FLIGHT);
    }

    /**
     * Starts the load and waits until enough of it is accepted but not finished; returns how much. Accounting cannot finish any
     * meanwhile, however quick it is: its credit notes are locked.
     */
    private static long awaitInFlight(RefundLoad load) throws SQLException {
        try (Connection accounting = suite.database("accounting");
                Statement lock = accounting.createStatement();
                Connection helpdesk = suite.database("helpdesk");
                Statement statement = helpdesk.createStatement()) {
            accounting.setAutoCommit(false);
            lock.execute("lock table credit_note in share mode");
            load.start();
            long inFlight = Awaitility.await("refunds in flight")
                    .atMost(Duration.ofMinutes(2))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(
                            () -> count(statement, "after_sales_action where status = 'REQUESTED'"),
                            enough -> enough >= IN_FLIGHT || load.isOver());
            accounting.rollback();
            return inFlight;
        }
    }

    private static long count(String table) throws SQLException {
        try (Connection helpdesk = suite.database("helpdesk");
                Statement statement = helpdesk.createStatement()) {
            return count(statement, table);
        }
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
