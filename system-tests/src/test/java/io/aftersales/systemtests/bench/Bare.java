package io.aftersales.systemtests.bench;

import io.aftersales.local.suite.Ports;
import io.aftersales.local.suite.Suite;
import io.aftersales.systemtests.bench.bare.BarePipeline;
import io.aftersales.systemtests.bench.bare.RawCommits;
import io.aftersales.systemtests.bench.load.Measured;
import io.aftersales.testkit.Project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The baselines, on a PostgreSQL and a Kafka of their own that are set up as the suite's are. They idle while the suite is
 * measured, and the suite's while these are. Each is taken before and after, because a machine's speed drifts.
 */
final class Bare implements AutoCloseable {

    private static final int CALLERS = 64;

    private final Suite infrastructure;
    private final List<Double> perSecond = new ArrayList<>();
    private final List<Double> rawCommits = new ArrayList<>();
    private String last = "";
    private CpuTime cpu;

    private Bare(Suite infrastructure) {
        this.infrastructure = infrastructure;
    }

    static Bare start() {
        return new Bare(Suite.in(Project.root())
                .ephemeral()
                .infrastructureOnly()
                .ports(Ports.free())
                .start());
    }

    /** Measures raw commits, and the pipeline as fast as it goes. */
    void measure(Bench.Size size) {
        double commits = RawCommits.perSecond(infrastructure.database().jdbcUrl("helpdesk"));
        System.out.printf("  raw commits     %,.0f/s%n", commits);
        rawCommits.add(commits);
        try (BarePipeline pipeline = BarePipeline.on(infrastructure)) {
            pipeline.byCallers(CALLERS, size.warmUp());
            CpuTime.CpuTimed<Measured> measured = CpuTime.during(
                    processes(pipeline), size.actions(), () -> pipeline.byCallers(CALLERS, size.actions()));
            System.out.println("  bare pipeline   " + measured.result());
            perSecond.add(measured.result().perSecond());
            last = measured.result().toString();
            cpu = measured.cpu();
        }
    }

    private Map<String, ProcessHandle> processes(BarePipeline pipeline) {
        Map<String, ProcessHandle> all = new LinkedHashMap<>(pipeline.processes());
        infrastructure
                .parts()
                .forEach(part ->
                        all.put(part.name(), ProcessHandle.of(part.pid()).orElseThrow()));
        return all;
    }

    /** Measures the pipeline at a fixed rate. */
    Measured atRate(int perSecond, Bench.Size size) {
        try (BarePipeline pipeline = BarePipeline.on(infrastructure)) {
            pipeline.byCallers(CALLERS, size.warmUp());
            Measured measured = pipeline.atRate(perSecond, perSecond * size.seconds());
            System.out.println("  bare pipeline   " + measured);
            return measured;
        }
    }

    /** The mean of all measurements so far. */
    double perSecond() {
        return mean(perSecond);
    }

    double rawCommits() {
        return mean(rawCommits);
    }

    /** The last measurement of the pipeline, for a person. */
    String last() {
        return last;
    }

    /** What one passage through the pipeline took, by process, in the last measurement. */
    CpuTime cpu() {
        return cpu;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Override
    public void close() {
        infrastructure.close();
    }
}
