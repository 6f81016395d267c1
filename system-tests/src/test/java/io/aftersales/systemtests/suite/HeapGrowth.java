package io.aftersales.systemtests.suite;

import java.time.Duration;

/**
 * How much more lives in the heap of a process after nine tenths of an upload than after its first. The sender waits meanwhile, so
 * that what is on its way, ten MiB at times, comes to its end, and only what is kept stays: the least of several looks counts.
 */
public final class HeapGrowth {

    private static final int EARLY_LOOKS = 3;

    /** A service gives an upload up that brings nothing for a minute, and two processes are looked at one after the other. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final long pid;
    private final int tenth;
    private final double most;
    private double early = Double.POSITIVE_INFINITY;
    private double late = Double.POSITIVE_INFINITY;

    /**
     * @param rows of the upload, at least ten
     * @param most MiB that it may grow; while it has grown more, it is looked at again
     */
    public HeapGrowth(long pid, int rows, double most) {
        this.pid = pid;
        this.tenth = rows / 10;
        this.most = most;
    }

    /**
     * Waits, collects and looks if this is the place.
     *
     * @param row which is about to be sent
     */
    public void look(int row) {
        if (row == tenth) {
            for (int look = 0; look < EARLY_LOOKS; look++) {
                early = Math.min(early, Heap.afterCollection(pid));
            }
        } else if (row == 9 * tenth) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            do {
                late = Math.min(late, Heap.afterCollection(pid));
            } while (late - early > most && System.nanoTime() < end);
        }
    }

    /** MiB after the first tenth; infinite before. */
    public double early() {
        return early;
    }

    /** MiB after nine tenths; infinite before. */
    public double late() {
        return late;
    }
}
