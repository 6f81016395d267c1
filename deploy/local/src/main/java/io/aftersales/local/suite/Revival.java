package io.aftersales.local.suite;

import io.aftersales.local.process.Part;
import io.aftersales.local.process.SuiteException;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts parts again that died by themselves, each time after a longer pause, and says so. */
final class Revival implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** One that lived this long starts with the first pause again. */
    private static final Duration GOOD_LIFE = Duration.ofMinutes(2);

    private final Consumer<String> say;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "revival");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Part, Attempt> attempts = new ConcurrentHashMap<>();

    Revival(Consumer<String> say) {
        this.say = say;
    }

    void watch(Part part) {
        part.onDeath(dead -> {
            if (!timer.isShutdown()) {
                say.accept(dead.name() + " ended by itself.");
                later(dead);
            }
        });
    }

    private void later(Part part) {
        Attempt attempt =
                attempts.compute(part, (key, last) -> last == null || last.isLongAgo() ? Attempt.first() : last.next());
        say.accept("Starting %s again in %d s.".formatted(part.name(), attempt.pause.toSeconds()));
        timer.schedule(() -> revive(part), attempt.pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void revive(Part part) {
        try {
            part.start();
            say.accept(part.name() + " is ready again.");
        } catch (SuiteException e) {
            if (!timer.isShutdown()) {
                say.accept(e.getMessage());
                if (!part.isRunning()) {
                    later(part);
                }
            }
        }
    }

    /** From now on the dead stay dead; returns when no start is under way any more or after 1 s. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Attempt(Duration pause, long at) {

        static Attempt first() {
            return new Attempt(FIRST_PAUSE, System.nanoTime());
        }

        Attempt next() {
            Duration doubled = pause.multipliedBy(2);
            return new Attempt(doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled, System.nanoTime());
        }

        boolean isLongAgo() {
            return System.nanoTime() - at > GOOD_LIFE.toNanos();
        }
    }
}
