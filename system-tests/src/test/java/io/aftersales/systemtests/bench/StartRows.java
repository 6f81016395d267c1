package io.aftersales.systemtests.bench;

import io.aftersales.systemtests.bench.report.Report;
import io.aftersales.systemtests.bench.report.Row;
import io.aftersales.systemtests.bench.report.Target;
import io.aftersales.systemtests.suite.RunCommand;
import io.aftersales.testkit.Project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long {@code ./run} takes on a built tree, and how much memory. */
final class StartRows {

    private static final Pattern READY = Pattern.compile("Ready after (\\d+) s, ([\\d.]+) GiB");

    private final Report report;

    StartRows(Report report) {
        this.report = report;
    }

    /** The first start fills the suite with sample data; the one measured finds it there. */
    void measure() {
        String data =
                Project.root().resolve("system-tests/target/suites/StartRows").toString();
        Matcher first = start("--data", data, "--fresh");
        Matcher again = start("--data", data);
        report.add(new Row(
                "./run to ready",
                Double.parseDouble(again.group(1)),
                "s",
                null,
                Target.atMost(30, "s"),
                "%s s the first time, with the sample data to load".formatted(first.group(1))));
        report.add(new Row(
                "memory of all processes, ready (PSS)",
                Double.parseDouble(first.group(2)),
                "GiB",
                null,
                Target.atMost(3, "GiB"),
                "after the sample data was loaded; %s GiB after the second start".formatted(again.group(2))));
    }

    private static Matcher start(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--port-offset";
        all[arguments.length + 1] = "10000";
        try (RunCommand run = RunCommand.start(all)) {
            run.awaitReady();
            Matcher ready = READY.matcher(run.output());
            if (!ready.find()) {
                throw new IllegalStateException("./run does not say how long it took:\n" + run.output());
            }
            run.interrupt();
            return ready;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
