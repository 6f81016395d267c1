package io.aftersales.systemtests.fault;

import io.aftersales.local.process.Part;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Restarts one replica after the other as an orchestrator does: SIGTERM, its own time to end, start, ready, the next. Nobody
 * outside may notice.
 */
public final class RollingRestart {

    /** The runner kills what has not ended after half a minute: that would be no end in order. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(29);

    private final RunningSuite suite;
    private final UnforgivingLoad load;

    public RollingRestart(RunningSuite suite, UnforgivingLoad load) {
        this.suite = suite;
        this.load = load;
        System.out.println(
                "restarted       stop s  start s  answered meanwhile  slowest ms  actions accepted meanwhile");
    }

    /** Restarts it; fails if it does not end by itself, or if none of the actions that its service does was accepted meanwhile. */
    public void of(Part part) {
        load.slowest();
        int answeredBefore = load.answered();
        Map<String, Long> acceptedBefore = load.acceptedByOwner();
        long begun = System.nanoTime();
        part.stop();
        long stopped = System.nanoTime();
        part.start();
        long started = System.nanoTime();
        Map<String, Long> accepted = load.acceptedByOwner();
        accepted.replaceAll((owner, count) -> count - acceptedBefore.getOrDefault(owner, 0L));
        System.out.printf(
                "%-14s %7.1f %8.1f %19d %11d  %s%n",
                part.name(),
                (stopped - begun) / 1e9,
                (started - stopped) / 1e9,
                load.answered() - answeredBefore,
                load.slowest().toMillis(),
                accepted);
        assertThat(Duration.ofNanos(stopped - begun))
                .as("%s ends in order", part.name())
                .isLessThan(LONGEST_STOP);
        assertThat(accepted.getOrDefault(serviceOf(part), 1L))
                .as("actions accepted while %s restarted, which it or its other replica does", part.name())
                .isPositive();
    }

    private static String serviceOf(Part replica) {
        return replica.name().split("-")[0];
    }

    /** Lets the agents finish, and fails if any request failed or anything is wrong in the books. */
    public void finish() throws InterruptedException, SQLException {
        load.finish();
        System.out.printf(
                "%,d requests answered, %d failed; actions accepted: %s, %,d of %,d with their outcome in the answer; %d streams resumed%n",
                load.answered(),
                load.failures().size(),
                load.acceptedByOwner(),
                load.finishedInTheAnswer(),
                load.accepted().size(),
                load.streamsResumed());
        assertThat(load.failures()).as("requests that failed").isEmpty();
        LedgerCheck.assertClean(suite, load.accepted());
    }
}
