package io.aftersales.systemtests.topics;

import io.aftersales.testkit.Message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Kafka's own {@code kafka-console-consumer}, in a JVM of its own. */
public final class ConsoleConsumer {

    private ConsoleConsumer() {}

    /**
     * Reads the first records of a topic.
     *
     * @param show who is told the command and the last record that it prints
     */
    public static List<Message> read(String bootstrapServers, String topic, int records, Consumer<String> show) {
        List<String> arguments = List.of(
                "--bootstrap-server",
                bootstrapServers,
                "--topic",
                topic,
                "--from-beginning",
                "--max-messages",
                Integer.toString(records),
                "--timeout-ms",
                "20000",
                "--property",
                "print.partition=true",
                "--property",
                "print.offset=true",
                "--property",
                "print.headers=true",
                "--property",
                "print.key=true",
                "--property",
                "headers.separator=|");
        show.accept("$ kafka-console-consumer " + String.join(" ", arguments));
        List<String> printed = run(arguments)
                .lines()
                .filter(line -> line.startsWith("Partition:"))
                .toList();
        if (printed.size() != records) {
            throw new AssertionError("the console consumer printed %d records of %s".formatted(printed.size(), topic));
        }
        show.accept(printed.get(records - 1).replace("|", "\n  ").replace("\t", "\n  "));
        return printed.stream().map(line -> parse(topic, line)).toList();
    }

    private static String run(List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.kafka.tools.consumer.ConsoleConsumer");
        builder.command().addAll(arguments);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the console consumer cannot be run", e);
        }
    }

    /** A line as the default formatter prints it: partition, offset, headers, key and value, tabs between. */
    private static Message parse(String topic, String line) {
        String[] parts = line.split("\t", 5);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : parts[2].split("\\|")) {
            headers.put(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 1));
        }
        return new Message(
                topic,
                Integer.parseInt(parts[0].substring("Partition:".length())),
                Long.parseLong(parts[1].substring("Offset:".length())),
                parts[3],
                headers,
                parts[4].getBytes(StandardCharsets.UTF_8));
    }
}
