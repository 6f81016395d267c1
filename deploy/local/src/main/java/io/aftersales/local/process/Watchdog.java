package io.aftersales.local.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Ends what this JVM started when the JVM itself is gone without having done so, by kill -9 for instance.
 *
 * <p>It is a shell that reads from this JVM. When its input ends it stops, newest first, every process that it was told
 * to watch and not told to release; one that has not ended 5 s after its signal is killed.
 */
public final class Watchdog implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' INT HUP TERM
            watched=
            while read -r order pid signal; do
              kept=
              for one in $watched; do [ "${one%:*}" = "$pid" ] || kept="$kept $one"; done
              case $order in
                watch) watched="$pid:$signal $kept" ;;
                release) watched=$kept ;;
              esac
            done
            for one in $watched; do
              pid=${one%:*}
              kill -s "${one#*:}" "$pid" 2>/dev/null
              waits=0
              while [ $waits -lt 50 ] && kill -0 "$pid" 2>/dev/null; do sleep 0.1; waits=$((waits + 1)); done
              kill -s KILL "$pid" 2>/dev/null
            done
            """;

    private final Process shell;
    private final BufferedWriter orders;

    public Watchdog() {
        try {
            shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new SuiteException("/bin/sh cannot be started", e);
        }
        orders = shell.outputWriter();
    }

    /**
     * From now on the process is ended if this JVM dies.
     *
     * @param signal that asks it to end, without "SIG"
     */
    public void watch(ProcessHandle process, String signal) {
        tell("watch " + process.pid() + " " + signal);
    }

    /** The process has ended, its number may soon be another's. */
    public void release(ProcessHandle process) {
        tell("release " + process.pid());
    }

    private synchronized void tell(String order) {
        try {
            orders.write(order);
            orders.newLine();
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog is gone", e);
        }
    }

    /** Ends the watch, and with it whatever is still watched. */
    @Override
    public void close() {
        try {
            orders.close();
            shell.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
