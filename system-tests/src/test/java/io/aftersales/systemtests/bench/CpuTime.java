package io.aftersales.systemtests.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What processes spend on one operation. Unlike a speed it hardly depends on what else the machine is doing.
 *
 * @param millis by process
 */
record CpuTime(Map<String, Double> millis) {

    /** What the processes have spent so far. */
    static Map<String, Duration> now(Map<String, ProcessHandle> processes) {
        Map<String, Duration> spent = new LinkedHashMap<>();
        processes.forEach((name, process) -> spent.put(
                name,
                withItsOwn(process)
                        .flatMap(one -> one.info().totalCpuDuration().stream())
                        .reduce(Duration.ZERO, Duration::plus)));
        return spent;
    }

    /** PostgreSQL has a process for each connection; the suite's are descendants of this one, but counted by themselves. */
    private static Stream<ProcessHandle> withItsOwn(ProcessHandle process) {
        return process.equals(ProcessHandle.current())
                ? Stream.of(process)
                : Stream.concat(Stream.of(process), process.descendants());
    }

    /** Measures what is spent while something is done so many times. */
    static <T> CpuTimed<T> during(Map<String, ProcessHandle> processes, int times, Supplier<T> work) {
        Map<String, Duration> before = now(processes);
        T result = work.get();
        Map<String, Double> millis = new LinkedHashMap<>();
        now(processes)
                .forEach((name, after) ->
                        millis.put(name, after.minus(before.get(name)).toNanos() / 1e6 / times));
        return new CpuTimed<>(result, new CpuTime(millis));
    }

    /** A result, and what it cost. */
    record CpuTimed<T>(T result, CpuTime cpu) {}

    /** Of all processes together, in milliseconds. */
    double total() {
        return millis.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Override
    public String toString() {
        return millis.entrySet().stream()
                .map(process -> String.format(Locale.ROOT, "%s %.2f", process.getKey(), process.getValue()))
                .collect(Collectors.joining(", "));
    }
}
