package io.aftersales.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Upload;
import io.aftersales.systemtests.bench.report.Report;
import io.aftersales.systemtests.bench.report.Row;
import io.aftersales.systemtests.bench.report.Target;
import io.aftersales.systemtests.suite.HeapGrowth;
import io.aftersales.systemtests.suite.RunningSuite;

import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

/** How fast invoices are imported through the gateway, posted at once, and what memory that takes. */
final class ImportRows {

    private static final int CUSTOMERS = 1_000;
    private static final int LINES = 3;

    /** If no more than the text of each row were kept it would be 30 MiB, from the first tenth of 100,000 to the last. */
    private static final int MOST_GROWTH_MIB = 16;

    private final Report report;
    private final RunningSuite suite;
    private final Map<String, ProcessHandle> processes;
    private final String run = UUID.randomUUID().toString();

    ImportRows(Report report, RunningSuite suite, Map<String, ProcessHandle> processes) {
        this.report = report;
        this.suite = suite;
        this.processes = processes;
    }

    /** @param invoices to be measured, after a tenth of that to warm up */
    void measure(int invoices) {
        upload("hugo", "customers", this::customer).send(CUSTOMERS);
        // Customers are on their way to accounting; what is sent again is not doubled.
        Upload warmUp = upload("anna", "invoices", number -> invoice("warm-up-" + number));
        while (!warmUp.send(invoices / 10).path("refused").isEmpty()) {
            System.out.println("  preparing       customers are not all known yet");
        }
        Upload measured = upload("anna", "invoices", number -> invoice("measured-" + number));
        long begun = System.nanoTime();
        CpuTime.CpuTimed<JsonNode> timed = CpuTime.during(processes, invoices, () -> measured.send(invoices));
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (timed.result().path("imported").asInt() != invoices) {
            throw new IllegalStateException("not all were imported: " + timed.result());
        }
        report.add(new Row(
                "import of posted invoices",
                invoices / seconds,
                "/s",
                null,
                Target.atLeast(2_000, "/s"),
                "%,d of %d lines in %.1f s, through the gateway".formatted(invoices, LINES, seconds)));
        report.add(new Row(
                "import, processor time of one",
                timed.cpu().total(),
                "ms",
                null,
                null,
                timed.cpu().toString()));
        measureMemory(invoices);
    }

    /** In an upload of its own, which stands still at times. */
    private void measureMemory(int invoices) {
        HeapGrowth heap = new HeapGrowth(suite.processes().part("accounting").pid(), invoices, MOST_GROWTH_MIB);
        upload("anna", "invoices", number -> {
                    heap.look(number);
                    return invoice("looked-at-" + number);
                })
                .send(invoices);
        report.add(new Row(
                "import, growth of accounting's heap",
                heap.late() - heap.early(),
                "MiB",
                null,
                Target.atMost(MOST_GROWTH_MIB, "MiB"),
                "%.0f MiB early in the upload, %.0f late, each after a collection"
                        .formatted(heap.early(), heap.late())));
    }

    private Upload upload(String user, String kind, IntFunction<String> row) {
        return new Upload(suite.processes().api(), suite.processes().identity().token(user), kind, row);
    }

    private String customer(int number) {
        return "{\"externalReference\":\"%s-%d\",\"name\":\"Customer %d\"}\n".formatted(run, number, number);
    }

    private String invoice(String reference) {
        StringBuilder row = new StringBuilder(500)
                .append("{\"externalReference\":\"")
                .append(run)
                .append('-')
                .append(reference)
                .append("\",\"state\":\"posted\",\"customerReference\":\"")
                .append(run)
                .append('-')
                .append(Math.floorMod(reference.hashCode(), CUSTOMERS))
                .append("\",\"date\":\"2026-11-02\",\"lines\":[");
        for (int line = 1; line <= LINES; line++) {
            row.append(line == 1 ? "" : ",")
                    .append("{\"description\":\"WHITE HANGING HEART T-LIGHT HOLDER ")
                    .append(line)
                    .append("\",\"quantity\":")
                    .append(line * 6)
                    .append(",\"unitPrice\":\"2.5")
                    .append(line)
                    .append("\"}");
        }
        return row.append("]}\n").toString();
    }
}
