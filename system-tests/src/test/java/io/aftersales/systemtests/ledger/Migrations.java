package io.aftersales.systemtests.ledger;

import io.aftersales.testkit.Project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The migrations of a service, read as files: the check shares no code with what it checks. */
final class Migrations {

    private static final Pattern VERSION = Pattern.compile("V(\\d+)(?:_(\\d+))?__.*\\.sql");

    private static final List<String> PLATFORM = List.of("platform/service", "platform/mail");

    private Migrations() {}

    /** Those of the platform and of a service's module, in the order of their versions. */
    static List<String> of(String module) throws IOException {
        List<Path> folders = Stream.concat(
                        PLATFORM.stream().map(name -> name + "/src/main/resources/db/platform"),
                        Stream.of(module + "/src/main/resources/db/migration"))
                .map(Project.root()::resolve)
                .toList();
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> listed = Files.list(folder)) {
                files.addAll(listed.toList());
            }
        }
        files.sort(Comparator.comparing(Migrations::version));
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Files.readString(file));
        }
        return texts;
    }

    private static long version(Path file) {
        Matcher version = VERSION.matcher(file.getFileName().toString());
        if (!version.matches()) {
            throw new IllegalStateException(file + " has no version");
        }
        long minor = version.group(2) == null ? 0 : Long.parseLong(version.group(2));
        return Long.parseLong(version.group(1)) * 1000 + minor;
    }
}
