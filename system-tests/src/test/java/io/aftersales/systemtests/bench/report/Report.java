package io.aftersales.systemtests.bench.report;

import io.aftersales.testkit.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table: told row by row, printed as a whole at the end, written as JSON and Markdown. */
public final class Report {

    private static final List<String> HEADINGS =
            List.of("what", "figure", "beside", "ratio", "target", "met", "in detail");

    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final double loadBefore =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    private final List<Row> rows = new ArrayList<>();

    public void add(Row row) {
        rows.add(row);
        System.out.println("→ " + String.join(" | ", cells(row)));
    }

    /** The figure of a row that was added before. */
    public Optional<Double> figureOf(String what) {
        return rows.stream()
                .filter(row -> row.what().equals(what))
                .map(Row::figure)
                .findFirst();
    }

    /** Whether every row with a target reached it. */
    public boolean isAllMet() {
        return rows.stream().noneMatch(row -> Boolean.FALSE.equals(row.met()));
    }

    /** Writes {@code bench.json} and {@code bench.md}. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Map<String, Object> json = new LinkedHashMap<>(machine());
            json.put("rows", rows);
            Json.MAPPER
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(folder.resolve("bench.json").toFile(), json);
            Files.writeString(folder.resolve("bench.md"), markdown());
        } catch (IOException e) {
            throw new UncheckedIOException("the results cannot be written", e);
        }
    }

    private Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("begun", begun.toString());
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("java", Runtime.version().toString());
        machine.put("loadBefore", loadBefore);
        return machine;
    }

    private String markdown() {
        String settings = machine().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        List<List<String>> lines = new ArrayList<>(
                List.of(HEADINGS, HEADINGS.stream().map(heading -> "---").toList()));
        rows.forEach(row -> lines.add(cells(row)));
        return lines.stream()
                        .map(cells -> "| " + String.join(" | ", cells) + " |\n")
                        .collect(Collectors.joining()) + "\n" + settings + "\n";
    }

    /** The table for a terminal. */
    public String text() {
        List<List<String>> lines = new ArrayList<>(List.of(HEADINGS));
        rows.forEach(row -> lines.add(cells(row)));
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(column -> lines.stream()
                        .mapToInt(cells -> cells.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream()
                .map(cells -> IntStream.range(0, cells.size())
                        .mapToObj(column -> pad(cells.get(column), widths[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.what(),
                number(row.figure()) + " " + row.unit(),
                row.baseline() == null
                        ? ""
                        : row.baseline().name() + " " + number(row.baseline().figure()),
                row.ratio() == null ? "" : String.format(Locale.ROOT, "%.2f", row.ratio()),
                row.target() == null ? "" : row.target().toString(),
                row.met() == null ? "" : row.met() ? "yes" : "NO",
                row.detail());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
