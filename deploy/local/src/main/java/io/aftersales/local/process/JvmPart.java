package io.aftersales.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    private final boolean recordsClasses;
    private volatile Process process;

    protected JvmPart(String name, Place place) {
        super(name, place.watchdog());
        this.log = place.log();
        this.recordsClasses = place.recordsClasses();
    }

    /** The file that it writes to. */
    public final Path log() {
        return log.file();
    }

    /** Heap and other flags, then what to run with its arguments. */
    protected abstract List<String> arguments();

    protected abstract Map<String, String> environment();

    /** The jar beside which its classes can be archived; empty where they cannot. */
    protected abstract Optional<Path> archivable();

    private Optional<ClassData> classData() {
        return archivable().map(jar -> new ClassData(jar, name(), recordsClasses));
    }

    /** Whether it leaves an archive of its classes when it is stopped, which takes some seconds. */
    public final boolean isRecordingClasses() {
        return isRunning() && classData().filter(ClassData::isBeingRecorded).isPresent();
    }

    /** Writing the archive takes its time where others need the processors too. */
    @Override
    protected final Duration stopPatience() {
        return recordsClasses ? super.stopPatience().multipliedBy(3) : super.stopPatience();
    }

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
        classData().ifPresent(shared -> shared.ended(process.onExit().join().exitValue() == ENDED_IN_ORDER));
    }

    @Override
    protected final String lastWords() {
        return log.tail();
    }
}
