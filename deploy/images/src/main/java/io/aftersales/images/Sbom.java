package io.aftersales.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A CycloneDX bill of materials, as Quarkus writes it of what an application has at run time. */
final class Sbom {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    private final ObjectNode document;

    private Sbom(ObjectNode document) {
        this.document = document;
    }

    /** That of a module, which Quarkus names by artifact and version. */
    static Sbom in(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-dependency-cyclonedx.json"))
                    .findFirst()
                    .map(Sbom::read)
                    .orElseThrow(() -> new ImageException("There is no bill of materials in " + target));
        } catch (IOException e) {
            throw new UncheckedIOException("not packaged: " + target, e);
        }
    }

    static Sbom read(Path file) {
        try {
            return new Sbom((ObjectNode) JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("no bill of materials: " + file, e);
        }
    }

    /** How many components it names. */
    int components() {
        return document.path("components").size();
    }

    /**
     * Makes sure that it names every jar of an application's libraries, by coordinates: Quarkus calls a jar
     * {@code group.artifact-version[-classifier].jar}, and takes classes out of some, so that they hash otherwise than the artifact.
     *
     * @throws ImageException if it does not
     */
    void requireAll(Path libraries) {
        Set<String> known = new TreeSet<>();
        document.path("components").forEach(component -> known.add(jar(component)));
        try (Stream<Path> jars = Files.walk(libraries)) {
            List<String> missing = jars.filter(Files::isRegularFile)
                    .map(jar -> jar.getFileName().toString())
                    .filter(jar -> !known.contains(jar))
                    .sorted()
                    .toList();
            if (!missing.isEmpty()) {
                throw new ImageException("The bill of materials of %s lacks %s.".formatted(libraries, missing));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jar(JsonNode component) {
        Matcher classifier = CLASSIFIER.matcher(component.path("purl").asText());
        return "%s.%s-%s%s.jar"
                .formatted(
                        component.path("group").asText(),
                        component.path("name").asText(),
                        component.path("version").asText(),
                        classifier.find() ? "-" + classifier.group(1) : "");
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "";
    }

    /** What it says of these jars alone. */
    Sbom of(List<Path> jars) {
        Set<String> hashes = new TreeSet<>(jars.stream().map(Libraries::hash).toList());
        ObjectNode part = document.deepCopy();
        part.remove("dependencies");
        Iterator<JsonNode> components = part.path("components").iterator();
        while (components.hasNext()) {
            if (!hashes.contains(sha256(components.next()))) {
                components.remove();
            }
        }
        return new Sbom(part);
    }

    /** Writes it with this time instead of that at which it was made, by which two would differ. */
    void write(Path file, Instant created) {
        try {
            ((ObjectNode) document.path("metadata")).put("timestamp", created.toString());
            Files.createDirectories(file.getParent());
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
