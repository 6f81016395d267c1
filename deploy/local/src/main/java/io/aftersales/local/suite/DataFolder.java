package io.aftersales.local.suite;

import io.aftersales.local.process.Log;
import io.aftersales.local.process.SuiteException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder that holds everything a suite keeps, for one suite at a time. */
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String IN_USE = "in-use";

    private final Path path;
    private final boolean keep;
    private final FileChannel lock;
    private final boolean leftInUse;

    /**
     * @param keep whether its content stays when it is closed
     * @throws SuiteException if another suite has it open
     */
    DataFolder(Path path, boolean keep) {
        this.path = path;
        this.keep = keep;
        this.lock = lock(path);
        this.leftInUse = Files.exists(path.resolve(IN_USE));
    }

    private static FileChannel lock(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw inUse(path);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            throw inUse(path);
        } catch (IOException e) {
            throw new SuiteException("The data folder %s cannot be used: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static SuiteException inUse(Path path) {
        return new SuiteException(
                "Another suite runs on %s. Stop it, or give this one a folder of its own with --data.".formatted(path));
    }

    /** Removes all that was kept. */
    void empty() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!one.equals(path) && !one.equals(path.resolve(LOCK))) {
                    Files.deleteIfExists(one);
                }
            }
        } catch (IOException e) {
            throw new SuiteException("%s cannot be emptied: %s".formatted(path, e.getMessage()), e);
        }
    }

    /** Whether the suite that used it last was not stopped, so that its processes may still be ending. */
    boolean wasLeftInUse() {
        return leftInUse;
    }

    /** Notes that processes now use it. */
    void markInUse() {
        try {
            Files.writeString(
                    path.resolve(IN_USE), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    Log log(String name) {
        return new Log(path.resolve("logs").resolve(name + ".log"));
    }

    /** Gives it back after every process that used it has ended. */
    @Override
    public void close() {
        try {
            if (keep) {
                Files.deleteIfExists(path.resolve(IN_USE));
                lock.close();
            } else {
                empty();
                lock.close();
                Files.delete(path.resolve(LOCK));
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
