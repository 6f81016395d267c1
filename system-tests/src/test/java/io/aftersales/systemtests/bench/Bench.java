package io.aftersales.systemtests.bench;

import io.aftersales.systemtests.bench.report.Report;
import io.aftersales.testkit.Project;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;

/** Measures the suite beside what the machine can do at most, in one run. */
@Command(
        name = "./bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the packaged suite on this machine, and in the same run a bare pipeline (the same commits and Kafka hops"
                    + " with nothing else in them) and PostgreSQL's raw commits. The ratio is what counts: machines are noisy.",
            "Ends with 1 when a target is missed."
        },
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class Bench implements Callable<Integer> {

    /** What can be measured. */
    enum Part {
        REFUND,
        LATENCY,
        BURST,
        GATEWAY,
        COUPON,
        RETURN,
        REPAIR,
        TASK,
        IMPORT,
        GROWTH,
        START
    }

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description =
                    "Measure these alone: ${COMPLETION-CANDIDATES}. The bare pipeline comes with refund and latency.")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(
            names = "--actions",
            paramLabel = "N",
            defaultValue = "20000",
            description =
                    "Actions for each row, after a quarter of that to warm up; five times as many invoices are imported,"
                            + " and fifty times as many actions are the past of the growth (default: ${DEFAULT-VALUE}).")
    private int actions;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long requests come at a fixed rate (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write bench.json and bench.md there (default: a folder of its own in system-tests/target/bench).")
    private Path out;

    @Option(
            names = "--profile",
            description = "Let Flight Recorder write <process>.jfr there as well; costs some speed.")
    private boolean profile;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        Path folder = (out == null ? usualFolder() : out).toAbsolutePath();
        Report report = new Report();
        try {
            measure(report, folder);
        } finally {
            // What was measured before something failed is told all the same.
            report.write(folder);
            System.out.printf("%n%s%n%nWritten to %s%n", report.text(), folder);
        }
        return report.isAllMet() ? 0 : 1;
    }

    private void measure(Report report, Path folder) {
        Size size = new Size(actions, seconds);
        if (!EnumSet.of(Part.GROWTH, Part.START).containsAll(only)) {
            try (Bare bare = Bare.start()) {
                new SuiteRows(report, bare, size, profile ? folder : null).measure(only);
            }
        }
        if (only.contains(Part.GROWTH)) {
            new GrowthRows(report, size).measure();
        }
        if (only.contains(Part.START)) {
            new StartRows(report).measure();
        }
    }

    private static Path usualFolder() {
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        return Project.root().resolve("system-tests/target/bench").resolve(now);
    }

    /**
     * How much is measured.
     *
     * @param actions of each kind at full speed
     * @param seconds at a fixed rate
     */
    record Size(int actions, int seconds) {

        int invoices() {
            return 5 * actions;
        }

        int past() {
            return 50 * actions;
        }

        int pastRefunds() {
            return Math.max(500, actions / 4);
        }

        int warmUp() {
            return Math.max(500, actions / 4);
        }
    }
}
