package io.aftersales.systemtests.bench;

import io.aftersales.local.process.ServiceProcess;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.bench.Bench.Part;
import io.aftersales.systemtests.bench.Bench.Size;
import io.aftersales.systemtests.bench.actions.ActionKind;
import io.aftersales.systemtests.bench.actions.Asking;
import io.aftersales.systemtests.bench.actions.Coupons;
import io.aftersales.systemtests.bench.actions.FrontEnd;
import io.aftersales.systemtests.bench.actions.Refunds;
import io.aftersales.systemtests.bench.actions.Repairs;
import io.aftersales.systemtests.bench.actions.Returns;
import io.aftersales.systemtests.bench.actions.Tasks;
import io.aftersales.systemtests.bench.load.Load;
import io.aftersales.systemtests.bench.load.Measured;
import io.aftersales.systemtests.bench.load.Operation;
import io.aftersales.systemtests.bench.report.Report;
import io.aftersales.systemtests.bench.report.Row;
import io.aftersales.systemtests.bench.report.Target;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is measured of the running suite. */
final class SuiteRows {

    private static final int CALLERS = 64;
    private static final int RATE = 200;
    private static final String BARE_PIPELINE = "bare pipeline";
    private static final Set<Part> OF_REFUNDS = EnumSet.of(Part.REFUND, Part.LATENCY, Part.BURST, Part.GATEWAY);

    private final Report report;
    private final Bare bare;
    private final Size size;
    private final Path recordings;

    /** @param recordings folder for Flight Recorder's files; null for none */
    SuiteRows(Report report, Bare bare, Size size, Path recordings) {
        this.report = report;
        this.bare = bare;
        this.size = size;
        this.recordings = recordings;
    }

    void measure(Set<Part> parts) {
        try (RunningSuite suite = BenchSuite.start(recordings);
                FrontEnd agent =
                        BenchSuite.frontEnd(suite, "agnes", suite.processes().api())) {
            Desk desk = Desk.setUp(suite);
            Asking asking = new Asking(agent);
            if (OF_REFUNDS.stream().anyMatch(parts::contains)) {
                refunds(new Refunds(suite, desk, agent), parts, suite, asking);
            }
            if (parts.contains(Part.COUPON)) {
                another(new Coupons(suite, desk, agent), suite, asking);
            }
            if (parts.contains(Part.RETURN)) {
                another(new Returns(suite, desk, agent), suite, asking);
            }
            if (parts.contains(Part.REPAIR)) {
                another(new Repairs(suite, desk, agent), suite, asking);
            }
            if (parts.contains(Part.TASK)) {
                another(new Tasks(suite, desk, agent), suite, asking);
            }
            if (parts.contains(Part.IMPORT)) {
                new ImportRows(report, suite, processes(suite)).measure(size.invoices());
            }
            LedgerCheck.assertClean(suite, asking.accepted());
        } catch (SQLException e) {
            throw new IllegalStateException("the databases cannot be read", e);
        }
    }

    private void refunds(ActionKind kind, Set<Part> parts, RunningSuite suite, Asking asking) throws SQLException {
        List<ActionKind.Request> warmUp = prepare(kind, size.warmUp());
        Load.byCallers(CALLERS, warmUp.size(), asking.untilDone(warmUp));
        if (parts.contains(Part.REFUND)) {
            endToEnd(kind, suite, asking);
        }
        if (parts.contains(Part.LATENCY)) {
            latency(kind, asking);
        }
        if (parts.contains(Part.BURST)) {
            burst(kind, suite, asking);
        }
        if (parts.contains(Part.GATEWAY)) {
            gateway(suite, warmUp);
        }
    }

    private List<ActionKind.Request> prepare(ActionKind kind, int count) {
        System.out.printf("  preparing       %,d of %s%n", count, kind.name());
        return kind.prepare(count);
    }

    private void endToEnd(ActionKind kind, RunningSuite suite, Asking asking) {
        List<ActionKind.Request> requests = prepare(kind, size.actions());
        bare.measure(size);
        CpuTime.CpuTimed<Measured> timed = CpuTime.during(
                processes(suite),
                requests.size(),
                () -> Load.byCallers(CALLERS, requests.size(), asking.untilDone(requests)));
        Measured measured = timed.result();
        bare.measure(size);
        Asking.requireButtons(suite.as("agnes"), kind, requests);
        report.add(new Row(
                "bare pipeline",
                bare.perSecond(),
                "/s",
                new Row.Baseline("raw commits", bare.rawCommits()),
                Target.ratioAtLeast(0.24),
                bare.last()));
        report.add(new Row(
                kind.name() + ", end to end",
                measured.perSecond(),
                "/s",
                new Row.Baseline(BARE_PIPELINE, bare.perSecond()),
                Target.ratioAtLeast(0.5),
                measured.toString()));
        report.add(new Row(
                kind.name() + ", processor time of one",
                timed.cpu().total(),
                "ms",
                new Row.Baseline(BARE_PIPELINE, bare.cpu().total()),
                null,
                "%s (bare: %s)".formatted(timed.cpu(), bare.cpu())));
    }

    /** An action of another service, beside the refund. */
    private void another(ActionKind kind, RunningSuite suite, Asking asking) {
        List<ActionKind.Request> warmUp = prepare(kind, size.warmUp());
        Load.byCallers(CALLERS, warmUp.size(), asking.untilDone(warmUp));
        List<ActionKind.Request> requests = prepare(kind, size.actions());
        Measured measured = Load.byCallers(CALLERS, requests.size(), asking.untilDone(requests));
        Asking.requireButtons(suite.as("agnes"), kind, requests);
        Optional<Double> refund = report.figureOf("full refund, end to end");
        report.add(new Row(
                kind.name() + ", end to end",
                measured.perSecond(),
                "/s",
                refund.map(figure -> new Row.Baseline("full refund", figure)).orElse(null),
                refund.map(figure -> Target.ratioAtLeast(0.8)).orElse(null),
                measured.toString()));
    }

    /** The load's own process too: in the bare pipeline it is a part of the asking one. */
    private static Map<String, ProcessHandle> processes(RunningSuite suite) {
        Map<String, ProcessHandle> all = new LinkedHashMap<>();
        suite.processes()
                .parts()
                .forEach(part ->
                        all.put(part.name(), ProcessHandle.of(part.pid()).orElseThrow()));
        all.put("load", ProcessHandle.current());
        return all;
    }

    private void latency(ActionKind kind, Asking asking) {
        List<ActionKind.Request> warmUp = prepare(kind, size.warmUp());
        List<ActionKind.Request> requests = prepare(kind, RATE * size.seconds());
        Measured baseline = bare.atRate(RATE, size);
        // As the bare pipeline does right before: its connections are open, its processes have not been idle.
        Load.byCallers(CALLERS, warmUp.size(), asking.untilDone(warmUp));
        Measured measured = Load.atRate(RATE, requests.size(), asking.untilDone(requests));
        String what = "%s at %d/s, ".formatted(kind.name(), RATE);
        report.add(new Row(
                what + "p50",
                measured.p50(),
                "ms",
                new Row.Baseline(BARE_PIPELINE, baseline.p50()),
                Target.ratioAtMost(2),
                measured.toString()));
        report.add(new Row(
                what + "p99",
                measured.p99(),
                "ms",
                new Row.Baseline(BARE_PIPELINE, baseline.p99()),
                Target.ratioAtMost(3),
                "bare: " + baseline));
    }

    private void burst(ActionKind kind, RunningSuite suite, Asking asking) throws SQLException {
        List<ActionKind.Request> requests = prepare(kind, size.actions());
        long begun = System.nanoTime();
        Measured accepted = Load.byCallers(CALLERS, requests.size(), asking.untilAccepted(requests));
        try (Connection helpdesk = suite.database("helpdesk");
                Connection accounting = suite.database("accounting")) {
            LedgerCheck.awaitRest(helpdesk, accounting);
        }
        double drained = requests.size() / ((System.nanoTime() - begun) / 1e9);
        Asking.requireButtons(suite.as("agnes"), kind, requests);
        report.add(new Row(
                kind.name() + ", burst accepted", accepted.perSecond(), "/s", null, null, "all of " + accepted));
        report.add(new Row(
                kind.name() + ", burst drained",
                drained,
                "/s",
                report.figureOf(kind.name() + ", end to end")
                        .map(figure -> new Row.Baseline("end to end", figure))
                        .orElse(null),
                report.figureOf(kind.name() + ", end to end")
                        .map(figure -> Target.ratioAtLeast(1))
                        .orElse(null),
                "from the first request to the last outcome"));
    }

    /** Each way twice, in turn, because the machine's speed drifts. */
    private void gateway(RunningSuite suite, List<ActionKind.Request> asked) {
        ServiceProcess helpdesk = (ServiceProcess) suite.processes().part("helpdesk");
        try (FrontEnd through =
                        BenchSuite.frontEnd(suite, "agnes", suite.processes().api());
                FrontEnd straight =
                        BenchSuite.frontEnd(suite, "agnes", helpdesk.url().resolve("/api/v1/"))) {
            List.of(straight, through).forEach(way -> get(way, asked, size.warmUp()));
            List<Measured> measured = List.of(straight, through, through, straight).stream()
                    .map(way -> get(way, asked, size.actions()))
                    .toList();
            Measured direct = measured.get(0).and(measured.get(3));
            Measured proxied = measured.get(1).and(measured.get(2));
            report.add(new Row(
                    "GET ticket through the gateway",
                    proxied.perSecond(),
                    "/s",
                    new Row.Baseline("straight", direct.perSecond()),
                    Target.ratioAtLeast(0.55),
                    proxied.toString()));
            report.add(new Row(
                    "GET ticket through the gateway, p50",
                    proxied.p50(),
                    "ms",
                    new Row.Baseline("straight", direct.p50()),
                    Target.ratioAtMost(2),
                    "straight: " + direct));
        }
    }

    private static Measured get(FrontEnd way, List<ActionKind.Request> asked, int count) {
        Operation read =
                number -> way.get("tickets/" + asked.get(number % asked.size()).ticketId())
                        .thenAccept(reply -> reply.expect(200));
        return Load.byCallers(CALLERS, count, read);
    }
}
