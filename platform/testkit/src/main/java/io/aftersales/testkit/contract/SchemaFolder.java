package io.aftersales.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.testkit.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schemas of one release, those of payloads and those of headers, with the references between them. */
final class SchemaFolder {

    private static final String SUFFIX = ".schema.json";

    private final Path folder;
    private final AsyncApi asyncApi;
    private final Map<String, JsonNode> documents = new HashMap<>();

    /** @param folder with {@code schemas/} and {@code asyncapi.yaml} */
    SchemaFolder(Path folder) {
        this.folder = folder;
        asyncApi = AsyncApi.read(folder);
        documents.put(AsyncApi.FILE, asyncApi.document());
    }

    AsyncApi asyncApi() {
        return asyncApi;
    }

    /** The schemas of payloads; those in subfolders count where these refer to them. */
    List<String> payloadSchemas() {
        try (Stream<Path> files = Files.list(folder.resolve("schemas"))) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no schemas in " + folder, e);
        }
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    AppliedSchema root(String file) {
        return new AppliedSchema(this, file, document(file));
    }

    AppliedSchema headersOf(String message) {
        return referred(AsyncApi.FILE, "#" + asyncApi.headerSchemaOf(message));
    }

    /** What a reference within {@code file} leads to. */
    AppliedSchema referred(String file, String reference) {
        String[] parts = reference.split("#", 2);
        String target = parts[0].isEmpty()
                ? file
                : Path.of(file).resolveSibling(parts[0]).normalize().toString();
        JsonNode document = document(target);
        JsonNode schema = parts.length == 1 ? document : document.at(parts[1]);
        if (schema.isMissingNode()) {
            throw new IllegalArgumentException("%s refers to %s, which is nowhere".formatted(file, reference));
        }
        return new AppliedSchema(this, target, schema);
    }

    private JsonNode document(String file) {
        return documents.computeIfAbsent(file, name -> Json.read(folder.resolve(name)));
    }
}
