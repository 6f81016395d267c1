package io.aftersales.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part that is a JVM of its own, run by the JDK that runs this one. */
public abstract class JvmPart extends Part {

    /** Small heaps on few cores: the serial collector costs least, and a JVM out of memory is better started again. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "-Xss512k");

    /** Ctrl-C and a closed terminal reach the whole process group; the suite is stopped in order, by the runner. */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    /** The exit code of a JVM that was asked to end by SIGTERM, and did. */
    private static final int ENDED_IN_ORDER = 143;

    private final Log log;
    private volatile Process process;

    protected JvmPart(String name, Log log, Watchdog watchdog) {
        super(name, watchdog);
        this.log = log;
    }

    /** The file that it writes to. */
    public final Path log() {
        return log.file();
    }

    /** Heap and other flags, then what to run with its arguments. */
    protected abstract List<String> arguments();

    protected abstract Map<String, String> environment();

    /** The archive of its classes; empty where sharing it is not possible. */
    protected abstract Optional<ClassData> classData();

    @Override
    protected final ProcessHandle launch() {
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        classData().map(ClassData::flags).ifPresent(command::addAll);
        command.addAll(arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        builder.redirectErrorStream(true).redirectOutput(log.redirect());
        try {
            process = builder.start();
            process.getOutputStream().close();
            return process.toHandle();
        } catch (IOException e) {
            throw new SuiteException(name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    protected final void released() {
        classData().ifPresent(shared -> shared.ended(process.exitValue() == ENDED_IN_ORDER));
    }

    @Override
    protected final String lastWords() {
        return log.tail();
    }
}
