package io.aftersales.systemtests.bench.load;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Does an operation many times, in one of the two ways that a benchmark can. */
public final class Load {

    /** No operation may take longer. */
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

    private static final int SIGNIFICANT_DIGITS = 3;

    private final Operation operation;
    private final int count;
    private final Histogram latency = new ConcurrentHistogram(LONGEST_MICROS, SIGNIFICANT_DIGITS);
    private final AtomicInteger open;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Load(Operation operation, int count) {
        this.operation = operation;
        this.count = count;
        this.open = new AtomicInteger(count);
    }

    /**
     * So many callers, each of whom begins the next one when its last one is done: how much can be done at most.
     *
     * @throws CompletionException if one fails
     */
    public static Measured byCallers(int callers, int count, Operation operation) {
        Load load = new Load(operation, count);
        AtomicInteger next = new AtomicInteger();
        return load.measure(() -> {
            for (int i = 0; i < Math.min(callers, count); i++) {
                load.oneAfterTheOther(next);
            }
        });
    }

    private void oneAfterTheOther(AtomicInteger next) {
        int number = next.getAndIncrement();
        if (number < count && !done.isDone()) {
            begin(number, System.nanoTime()).whenComplete((ended, failure) -> oneAfterTheOther(next));
        }
    }

    /**
     * So many a second, begun whether or not earlier ones are done. Latency counts from the moment at which one was to begin,
     * so one that had to wait for its turn is not taken for quick (coordinated omission).
     *
     * @throws CompletionException if one fails
     */
    public static Measured atRate(int perSecond, int count, Operation operation) {
        Load load = new Load(operation, count);
        return load.measure(() -> {
            long start = System.nanoTime();
            for (int number = 0; number < count && !load.done.isDone(); number++) {
                long due = start + TimeUnit.SECONDS.toNanos(1) * number / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                load.begin(number, due);
            }
        });
    }

    private Measured measure(Runnable start) {
        long begun = System.nanoTime();
        start.run();
        done.join();
        return new Measured(count, Duration.ofNanos(System.nanoTime() - begun), latency);
    }

    private CompletableFuture<?> begin(int number, long since) {
        return operation.begin(number).toCompletableFuture().whenComplete((ended, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
                return;
            }
            latency.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since));
            if (open.decrementAndGet() == 0) {
                done.complete(null);
            }
        });
    }
}
