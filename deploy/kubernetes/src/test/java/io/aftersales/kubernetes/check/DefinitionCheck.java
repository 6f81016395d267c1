package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Objects keep the CustomResourceDefinitions in a folder, such as those of the operators that someone runs, and use nothing that
 * these would silently drop. Kinds without a definition there are passed over.
 */
public final class DefinitionCheck implements Check {

    private final Map<String, JsonSchema> schemas = new TreeMap<>();

    /** @param folder of YAML files; what is no CustomResourceDefinition in them is passed over */
    public DefinitionCheck(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Manifests.parse(Files.readString(file))
                        .of("CustomResourceDefinition")
                        .forEach(this::learn);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    /** The kinds that there are definitions of. */
    public List<String> kinds() {
        return List.copyOf(schemas.keySet());
    }

    @Override
    public List<String> findings(Manifests manifests) {
        return manifests.all().stream()
                .filter(manifest -> schemas.containsKey(manifest.fullKind()))
                .flatMap(manifest -> schemas.get(manifest.fullKind()).validate(manifest.content()).stream()
                        .map(message -> manifest + ": " + message.getMessage()))
                .toList();
    }

    private void learn(Manifest definition) {
        definition.items("/spec/versions").forEach(version -> {
            String kind = "%s.%s.%s"
                    .formatted(
                            definition.text("/spec/names/kind"),
                            version.path("name").asText(),
                            definition.text("/spec/group"));
            ObjectNode schema = version.at("/schema/openAPIV3Schema").deepCopy();
            ((ObjectNode) schema.path("properties")).putObject("metadata");
            close(schema);
            schemas.put(
                    kind,
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema));
        });
    }

    /** The API server drops what a definition does not name; and it has a type that JSON Schema lacks. */
    private static void close(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            schema.forEach(DefinitionCheck::close);
            return;
        }
        if (object.path("x-kubernetes-int-or-string").asBoolean()) {
            object.putArray("type").add("integer").add("string");
        }
        if (object.path("properties").isObject()) {
            if (!object.has("additionalProperties")
                    && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
                object.put("additionalProperties", false);
            }
            object.path("properties").forEach(DefinitionCheck::close);
        }
        close(object.path("additionalProperties"));
        close(object.path("items"));
    }
}
