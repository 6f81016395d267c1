package io.aftersales.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Class-data sharing: a JVM that records leaves an archive of the classes that it loaded when it ends in order, and the
 * next ones of the same build start in half the time and share its pages. Writing it takes the ending JVM some seconds.
 */
final class ClassData {

    private final Path archive;
    private final Path recording;
    private final Path build;
    private final boolean records;

    /**
     * @param build the jar that the JVM runs; the archive is kept beside it and serves while it is newer
     * @param owner the process, of which several may run one jar
     * @param records whether to make the archive where there is none
     */
    ClassData(Path build, String owner, boolean records) {
        int java = Runtime.version().feature();
        this.build = build;
        this.records = records;
        this.archive = build.resolveSibling("classes-java%d.jsa".formatted(java));
        this.recording = build.resolveSibling("classes-java%d.jsa.%s-%d"
                .formatted(java, owner, ProcessHandle.current().pid()));
    }

    /** Lets a JVM use the archive, or record it. */
    List<String> flags() {
        if (isUsable()) {
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:class+path=off");
        }
        return records
                ? List.of("-XX:ArchiveClassesAtExit=" + recording, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of();
    }

    /** Whether a JVM that ends in order now leaves the archive. */
    boolean isBeingRecorded() {
        return records && !isUsable();
    }

    private boolean isUsable() {
        try {
            return Files.exists(archive)
                    && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(build)) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To be called when the JVM has ended. */
    void ended(boolean inOrder) {
        try {
            if (inOrder && Files.exists(recording)) {
                Files.move(recording, archive, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(recording);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
