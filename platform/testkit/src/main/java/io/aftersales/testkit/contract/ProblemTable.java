package io.aftersales.testkit.contract;

import io.aftersales.testkit.Project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds a module's problem codes against the published table, {@code docs/problems.md}. {@code -Dproblems.update} writes the
 * module's section anew instead.
 */
public final class ProblemTable {

    /** One line of the table. */
    public record Row(String code, int status, String meaning) {
        private String markdown() {
            return "| `%s` | %d | %s |".formatted(code, status, meaning);
        }
    }

    private ProblemTable() {}

    /** Fails unless the section under {@code ## heading} lists exactly these codes. */
    public static void publishes(String heading, List<Row> rows) {
        Path file = Project.root().resolve("docs/problems.md");
        String section = "## " + heading + "\n\n| code | status | meaning |\n| --- | --- | --- |\n"
                + rows.stream()
                        .sorted(Comparator.comparingInt(Row::status).thenComparing(Row::code))
                        .map(Row::markdown)
                        .collect(Collectors.joining("\n", "", "\n"));
        if (System.getProperty("problems.update") != null) {
            write(file, replaced(read(file), heading, section));
        }
        assertThat(read(file))
                .as("docs/problems.md is stale: run the test with -Dproblems.update")
                .contains(section);
    }

    private static String replaced(String text, String heading, String section) {
        int start = text.indexOf("## " + heading + "\n");
        if (start < 0) {
            return text + "\n" + section;
        }
        int next = text.indexOf("\n## ", start + 1);
        return text.substring(0, start) + section + (next < 0 ? "" : text.substring(next));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
