package io.aftersales.systemtests.suite;

import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * How much more lives in the heap of a process after nine tenths of an upload than after its first. The sender waits at both
 * places until the process has come to rest: what is on its way differs from moment to moment, and says nothing about growth.
 */
public final class HeapGrowth {

    /** Looks in a row that tell the same. */
    private static final int LOOKS_AT_REST = 3;

    /** They differ by so much at most. */
    private static final double SAME_MIB = 0.5;

    /** Twice as much, for two processes, is less than a server waits for the rest of a request. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final long pid;
    private final int tenth;
    private double early = Double.NaN;
    private double late = Double.NaN;

    /** @param rows of the upload, at least ten */
    public HeapGrowth(long pid, int rows) {
        this.pid = pid;
        this.tenth = rows / 10;
    }

    /**
     * Waits, collects and looks if this is the place.
     *
     * @param row which is about to be sent
     */
    public void look(int row) {
        if (row == tenth) {
            early = atRest();
        } else if (row == 9 * tenth) {
            late = atRest();
        }
    }

    /** MiB after the first tenth; not a number before. */
    public double early() {
        return early;
    }

    /** MiB after nine tenths; not a number before. */
    public double late() {
        return late;
    }

    private double atRest() {
        Deque<Double> looks = new ArrayDeque<>();
        Awaitility.await("process " + pid + " to come to rest").atMost(PATIENCE).until(() -> {
            looks.addLast(Heap.afterCollection(pid));
            if (looks.size() > LOOKS_AT_REST) {
                looks.removeFirst();
            }
            return looks.size() == LOOKS_AT_REST && Collections.max(looks) - Collections.min(looks) < SAME_MIB;
        });
        return Collections.min(looks);
    }
}
