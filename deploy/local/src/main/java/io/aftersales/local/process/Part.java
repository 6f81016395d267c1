package io.aftersales.local.process;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A process of the suite that can be started, stopped, killed and started again over the same data and on the same
 * port. All methods may be called from any thread.
 */
public abstract class Part {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final String name;
    private final Watchdog watchdog;
    private volatile Consumer<Part> onDeath = part -> {};
    private volatile ProcessHandle running;
    private boolean ready;

    protected Part(String name, Watchdog watchdog) {
        this.name = name;
        this.watchdog = watchdog;
    }

    /** Its name within the suite: {@code accounting}, or {@code accounting-2} for a second replica. */
    public final String name() {
        return name;
    }

    public final boolean isRunning() {
        return running != null;
    }

    /** The port on the loopback address at which it serves. */
    public abstract int port();

    /** The number of the running process. */
    public final long pid() {
        ProcessHandle process = running;
        if (process == null) {
            throw new IllegalStateException(name + " is not running");
        }
        return process.pid();
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @throws SuiteException if it ends, is ended, or takes too long before it is ready; the message holds the last
     *     lines of its log
     */
    public final void start() {
        ProcessHandle process = begin();
        long deadline = System.nanoTime() + patience().toNanos();
        while (!isReady()) {
            if (endedWithin(process, BETWEEN_LOOKS)) {
                break;
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new SuiteException(
                        name + " is not ready after " + patience().toSeconds() + " s.\n" + lastWords());
            }
        }
        synchronized (this) {
            ready = running == process && process.isAlive();
            if (!ready) {
                forget(process);
                throw new SuiteException(name + " ended before it was ready.\n" + lastWords());
            }
        }
    }

    private synchronized ProcessHandle begin() {
        if (running != null) {
            throw new IllegalStateException(name + " is running already");
        }
        ProcessHandle process = launch();
        running = process;
        watchdog.watch(process, stopSignal());
        process.onExit().thenAccept(this::ended);
        return process;
    }

    /** Lets it end in its own way, kills it when that takes more than half a minute, and returns when it is gone. */
    public final synchronized void stop() {
        end(process -> {
            halt(process);
            if (!endedWithin(process, stopPatience())) {
                destroy(process);
            }
        });
    }

    /** Ends it at once, as {@code kill -9} does, and returns when it is gone. */
    public final synchronized void kill() {
        end(this::destroy);
    }

    private void end(Consumer<ProcessHandle> how) {
        ProcessHandle process = running;
        if (process == null) {
            return;
        }
        running = null;
        ready = false;
        how.accept(process);
        process.onExit().join();
        watchdog.release(process);
        released();
    }

    /** Whom to tell when it ends after it was ready, without {@link #stop} or {@link #kill}. */
    public final void onDeath(Consumer<Part> listener) {
        onDeath = listener;
    }

    private void ended(ProcessHandle process) {
        boolean wasReady;
        synchronized (this) {
            wasReady = ready;
            if (!forget(process)) {
                return;
            }
        }
        if (wasReady) {
            onDeath.accept(this);
        }
    }

    private boolean forget(ProcessHandle process) {
        if (running != process) {
            return false;
        }
        running = null;
        ready = false;
        watchdog.release(process);
        released();
        return true;
    }

    private static boolean endedWithin(ProcessHandle process, Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the process. */
    protected abstract ProcessHandle launch();

    /** Whether it does its work now. */
    protected abstract boolean isReady();

    /** What to show of its log when it did not start. */
    protected abstract String lastWords();

    /** How long it may take to be ready: long enough for a machine that does much else. One that ends is not waited for. */
    protected Duration patience() {
        return Duration.ofMinutes(5);
    }

    /** How long it may take to end. */
    protected Duration stopPatience() {
        return Duration.ofSeconds(30);
    }

    /** The signal that asks it to end. */
    protected String stopSignal() {
        return "TERM";
    }

    /** Asks the process to end. */
    protected void halt(ProcessHandle process) {
        process.destroy();
    }

    /** Kills the process. */
    protected void destroy(ProcessHandle process) {
        process.destroyForcibly();
    }

    /** Called when the process is gone, before it can be started again. */
    protected void released() {}
}
