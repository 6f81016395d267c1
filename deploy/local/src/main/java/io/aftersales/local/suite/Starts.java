package io.aftersales.local.suite;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says which starts are being waited for, as long as they last, and how long they took. */
final class Starts implements AutoCloseable {

    private final Consumer<String> say;
    private final Duration betweenWords;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "starts");
        thread.setDaemon(true);
        return thread;
    });

    /** @param betweenWords how often a start is named that lasts */
    Starts(Consumer<String> say, Duration betweenWords) {
        this.say = say;
        this.betweenWords = betweenWords;
    }

    /**
     * Runs a start, which returns when it is ready.
     *
     * @param where it can be found then
     */
    void run(String name, String where, Runnable start) {
        Wait wait = new Wait(name);
        long period = betweenWords.toMillis();
        Future<?> words = timer.scheduleAtFixedRate(wait::tell, period, period, TimeUnit.MILLISECONDS);
        try {
            start.run();
        } finally {
            words.cancel(false);
            wait.end();
        }
        say.accept("  %-14s ready, %s (%.1f s)".formatted(name, where, wait.seconds()));
    }

    private final class Wait {

        private final String name;
        private final long begun = System.nanoTime();
        private boolean over;

        private Wait(String name) {
            this.name = name;
        }

        private synchronized void tell() {
            if (!over) {
                say.accept("  %-14s is not ready yet (%.0f s)".formatted(name, seconds()));
            }
        }

        /** When this returns, nothing more is said. */
        private synchronized void end() {
            over = true;
        }

        private double seconds() {
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
