package io.aftersales.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends what this JVM's libraries log to a file: the terminal is for the runner's own words. */
final class RunnerLog {

    private RunnerLog() {}

    /** To be called before any library logs: the settings are read when the first one does. */
    static void to(Path folder) {
        try {
            // Not in the folder: starting over empties it before the first library logs.
            Path settings = Files.createTempFile("aftersales-logging", ".properties");
            settings.toFile().deleteOnExit();
            Files.writeString(settings, """
                    handlers=java.util.logging.FileHandler
                    .level=INFO
                    org.apache.kafka.level=WARNING
                    java.util.logging.FileHandler.pattern=%s
                    java.util.logging.FileHandler.append=true
                    java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
                    java.util.logging.SimpleFormatter.format=%%1$tT.%%1$tL %%4$s %%3$s %%5$s%%6$s%%n
                    """.formatted(
                            folder.resolve("logs/runner.log").toString().replace("%", "%%")));
            System.setProperty("java.util.logging.config.file", settings.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
