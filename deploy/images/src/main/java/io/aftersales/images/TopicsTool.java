package io.aftersales.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of the local runner that makes the topology's topics: of its many libraries those few that it takes.
 *
 * @param target where its jar lies, with its libraries in {@code lib}
 */
record TopicsTool(Path target) {

    static final String NAME = "topics";
    static final String MAIN_CLASS = "io.aftersales.local.topology.MakeTopics";

    private static final String JAR = "aftersales-local.jar";
    private static final Pattern TAKEN = Pattern.compile("(kafka-clients|picocli|snakeyaml|slf4j-api)-\\d.*\\.jar"
            + "|jackson-(annotations|core|databind|dataformat-yaml)-2\\..*\\.jar");

    static TopicsTool in(Path checkout) {
        return new TopicsTool(checkout.resolve("deploy/local/target"));
    }

    /** Its own and those that it takes. */
    List<Path> jars() {
        return Stream.concat(Stream.of(JAR), libraries().stream())
                .map(target::resolve)
                .toList();
    }

    /** With its bill of materials, lowest first. */
    List<FileEntriesLayer> layers(Path sbom) {
        List<FileEntriesLayer> layers = new ArrayList<>();
        Layers.add(layers, "libraries", target, libraries());
        Layers.add(layers, "application", target, Set.of(JAR));
        layers.add(Layers.sbom(sbom));
        return layers;
    }

    private Set<String> libraries() {
        try (Stream<Path> files = Files.list(target.resolve("lib"))) {
            Set<String> taken = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(TAKEN.asMatchPredicate())
                    .forEach(file -> taken.add("lib/" + file));
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
