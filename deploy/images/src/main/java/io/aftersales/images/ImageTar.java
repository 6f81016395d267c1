package io.aftersales.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What an image in a file says of itself.
 *
 * @param user that its processes run as
 * @param layers lowest first
 */
record ImageTar(String name, String user, Map<String, String> labels, List<String> entrypoint, List<Layer> layers) {

    /** What a layer of the base image is called. */
    static final String BASE = "base";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param name as {@link Layers} calls it, or {@link #BASE}
     * @param bytes compressed
     * @param files paths, without a leading slash
     */
    record Layer(String name, String file, long bytes, List<String> files) {}

    /** Reads a file that {@code docker load} would read. */
    static ImageTar read(Path tar) {
        return read(tar, new HashMap<>());
    }

    /** @param files of layers that were read before, by {@link Layer#file}, which has their digest; those of this image are added */
    static ImageTar read(Path tar, Map<String, List<String>> files) {
        try {
            Map<String, Long> sizes = new HashMap<>();
            Map<String, JsonNode> documents = new HashMap<>();
            try (TarArchiveInputStream entries = new TarArchiveInputStream(Files.newInputStream(tar))) {
                for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                    if (entry.getName().endsWith(".json")) {
                        documents.put(entry.getName(), JSON.readTree(entries.readAllBytes()));
                    } else {
                        sizes.put(entry.getName(), entry.getSize());
                        if (!files.containsKey(entry.getName())) {
                            files.put(entry.getName(), filesOf(new GZIPInputStream(entries)));
                        }
                    }
                }
            }
            JsonNode manifest = documents.get("manifest.json").get(0);
            JsonNode document = documents.get(manifest.get("Config").asText());
            JsonNode config = document.get("config");
            return new ImageTar(
                    manifest.get("RepoTags").get(0).asText(),
                    config.path("User").asText(),
                    texts(config.path("Labels")),
                    JSON.convertValue(
                            config.path("Entrypoint"),
                            JSON.getTypeFactory().constructCollectionType(List.class, String.class)),
                    layers(manifest.get("Layers"), document.get("history"), sizes, files));
        } catch (IOException e) {
            throw new UncheckedIOException("no image: " + tar, e);
        }
    }

    private static List<String> filesOf(InputStream layer) throws IOException {
        List<String> files = new ArrayList<>();
        TarArchiveInputStream entries = new TarArchiveInputStream(layer);
        for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            if (!entry.isDirectory()) {
                files.add(entry.getName());
            }
        }
        return files;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static List<Layer> layers(
            JsonNode names, JsonNode history, Map<String, Long> sizes, Map<String, List<String>> files) {
        List<String> comments = new ArrayList<>();
        for (JsonNode step : history) {
            if (!step.path("empty_layer").asBoolean()) {
                boolean ours = step.path("created_by").asText().startsWith(ImageBuilder.TOOL);
                comments.add(ours ? step.path("comment").asText() : BASE);
            }
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String file = names.get(i).asText();
            String comment = i < comments.size() ? comments.get(i) : BASE;
            layers.add(new Layer(comment, file, sizes.get(file), files.get(file)));
        }
        return layers;
    }

    long bytes() {
        return layers.stream().mapToLong(Layer::bytes).sum();
    }
}
