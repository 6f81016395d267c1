package io.aftersales.systemtests.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lives in the heap of a process of the suite. */
public final class Heap {

    /** What the serial collector, which the services run with, says of each of its two generations. */
    private static final Pattern GENERATION = Pattern.compile("generation .* used (\\d+)K");

    private Heap() {}

    /** MiB that are in use after a collection, which this asks for. */
    public static double afterCollection(long pid) {
        jcmd(pid, "GC.run");
        double used = jcmd(pid, "GC.heap_info")
                .lines()
                .map(GENERATION::matcher)
                .filter(Matcher::find)
                .mapToDouble(generation -> Double.parseDouble(generation.group(1)) / 1024)
                .sum();
        if (used == 0) {
            throw new IllegalStateException("process " + pid + " does not tell about its heap");
        }
        return used;
    }

    private static String jcmd(long pid, String command) {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process jcmd = new ProcessBuilder(tool.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(jcmd.getInputStream(), StandardCharsets.UTF_8))) {
                return String.join("\n", output.lines().toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
