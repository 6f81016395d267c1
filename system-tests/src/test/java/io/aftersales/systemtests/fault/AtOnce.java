package io.aftersales.systemtests.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many callers at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /** Runs a task for each of 0 … times − 1, all let go together, and returns what they returned in that order. */
    public static <T> List<T> run(int times, IntFunction<T> task) {
        CountDownLatch together = new CountDownLatch(times);
        return run(times, times, number -> {
            together.countDown();
            try {
                together.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            return task.apply(number);
        });
    }

    /** Runs a task for each of 0 … times − 1 by so many callers, and returns what they returned in that order. */
    public static <T> List<T> run(int times, int callers, IntFunction<T> task) {
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                running.add(pool.submit(() -> task.apply(number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
