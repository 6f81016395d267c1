package io.aftersales.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file that holds what a process prints; a new start adds to it. */
public record Log(Path file) {

    private static final int TAIL_BYTES = 8_192;
    private static final int TAIL_LINES = 15;

    /** Makes its folder if need be. */
    public Log {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Redirect redirect() {
        return Redirect.appendTo(file.toFile());
    }

    /** Where the log is and its last lines. */
    String tail() {
        StringBuilder tail = new StringBuilder("Its log is ").append(file);
        if (Files.exists(file)) {
            tail.append(", which ends:");
            lastLines().forEach(line -> tail.append("\n    ").append(line));
        }
        return tail.toString();
    }

    private List<String> lastLines() {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, content.length() - TAIL_BYTES);
            byte[] end = new byte[(int) (content.length() - start)];
            content.seek(start);
            content.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
