package io.aftersales.repair.order;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** transition-matrix.csv: every state that a repair order can be in, and what each step does there. */
final class TransitionMatrix {

    static final List<String> STEPS = List.of("confirm", "start", "finish", "invoice", "cancel", "reset");

    private TransitionMatrix() {}

    /** @param outcomes by step: <em>state/invoice state</em>, or the code of the refusal */
    record Row(InvoiceMethod method, RepairState state, InvoiceState invoice, Map<String, String> outcomes) {

        @Override
        public String toString() {
            return "invoiced %s, %s, %s".formatted(written(method), written(state), written(invoice));
        }
    }

    static List<Row> rows() {
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TransitionMatrix.class.getResourceAsStream("/transition-matrix.csv")),
                StandardCharsets.UTF_8))) {
            return table.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("method"))
                    .map(line ->
                            Arrays.stream(line.split(",")).map(String::trim).toList())
                    .map(TransitionMatrix::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Row row(List<String> cells) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        STEPS.forEach(step -> outcomes.put(step, cells.get(3 + STEPS.indexOf(step))));
        return new Row(
                read(InvoiceMethod.class, cells.get(0)),
                read(RepairState.class, cells.get(1)),
                read(InvoiceState.class, cells.get(2)),
                outcomes);
    }

    private static <E extends Enum<E>> E read(Class<E> type, String written) {
        return Enum.valueOf(type, written.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
