package io.aftersales.systemtests.suite;

import io.aftersales.testkit.Project;
import org.awaitility.Awaitility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./run} in a terminal of its own: what it prints, what it starts, and Ctrl-C. */
public final class RunCommand implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofMinutes(3);
    private static final Pattern DATA_FOLDER = Pattern.compile("data and logs in (\\S+)");
    private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql://\\S+");
    private static final Pattern SESSION = Pattern.compile("to paste into a shell:\\n\\n(.*?)\\n\\n", Pattern.DOTALL);

    private final Process process;
    private final StringBuffer output = new StringBuffer();

    private RunCommand(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "output of ./run");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it; it may well not be ready yet. */
    public static RunCommand start(String... arguments) {
        // A build in the background ignores Ctrl-C, and its children would inherit that.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Project.root().resolve("run").toString());
        command.addAll(List.of(arguments));
        try {
            return new RunCommand(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException("./run cannot be started", e);
        }
    }

    /** Runs it to its end, which must be a good one, and returns what it printed. */
    public static String toItsEnd(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Project.root().resolve("run").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("./run " + String.join(" ", arguments) + " ended badly:\n" + output);
        }
        return output;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> output.append(line + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says how to stop it; fails if it ends before. */
    public void awaitReady() {
        Awaitility.await("./run to be ready")
                .atMost(START)
                .failFast(
                        "./run goes on",
                        () -> assertThat(process.isAlive())
                                .withFailMessage(() -> "it has ended:\n" + output)
                                .isTrue())
                .until(() -> output.indexOf("Ctrl-C stops everything") >= 0);
    }

    /** All that it printed so far. */
    public String output() {
        return output.toString();
    }

    /** Runs the session that it printed in a shell, as it is, and returns what that prints. */
    public String pasteSession() throws IOException {
        Process shell = new ProcessBuilder("bash", "-c", found(SESSION, 1))
                .redirectErrorStream(true)
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A connection to a service's database at the address that it printed. */
    public Connection database(String service) throws SQLException {
        return DriverManager.getConnection(found(DATABASE, 0).replace("<service>", service));
    }

    /** Every process that belongs to it, itself included. */
    public List<Long> processes() {
        Path folder = Path.of(found(DATA_FOLDER, 1));
        Stream<ProcessHandle> children = Stream.concat(Stream.of(process.toHandle()), process.descendants());
        Stream<ProcessHandle> others = ProcessHandle.allProcesses()
                .filter(other -> other.info()
                        .commandLine()
                        .filter(line -> line.contains(folder.toString()))
                        .isPresent());
        return Stream.concat(children, others)
                .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
                .map(ProcessHandle::pid)
                .distinct()
                .collect(Collectors.toList());
    }

    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Presses Ctrl-C, and waits until it has ended. */
    public void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        Awaitility.await("./run to end after Ctrl-C").atMost(STOP).until(() -> !process.isAlive());
        Awaitility.await("its last words").atMost(STOP).until(() -> output.indexOf("Stopped.") >= 0);
    }

    private String found(Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new AssertionError("not printed by ./run: " + pattern + "\n" + output);
        }
        return matcher.group(group);
    }

    /** Ends it, should it still run. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
