package io.aftersales.systemtests.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * How much more lives in the heap of a process in the last tenth of an upload than in its second. What the batches on their way
 * take differs from moment to moment, so the least of several looks counts.
 */
public final class HeapGrowth {

    private static final int LOOKS = 3;

    private final long pid;
    private final int tenth;
    private final List<Double> early = new ArrayList<>();
    private final List<Double> late = new ArrayList<>();

    /** @param rows of the upload, at least forty */
    public HeapGrowth(long pid, int rows) {
        this.pid = pid;
        this.tenth = rows / 10;
    }

    /**
     * Collects, and looks, now and then.
     *
     * @param row which is about to be sent; the first of an upload begins anew
     */
    public void look(int row) {
        if (row == 0) {
            early.clear();
            late.clear();
        }
        if (row % (tenth / LOOKS) == 0) {
            switch (row / tenth) {
                case 1 -> early.add(Heap.afterCollection(pid));
                case 9 -> late.add(Heap.afterCollection(pid));
                default -> {}
            }
        }
    }

    /** MiB in the second tenth. */
    public double early() {
        return least(early);
    }

    /** MiB in the last tenth. */
    public double late() {
        return least(late);
    }

    private static double least(List<Double> looks) {
        return looks.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
