package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Every object keeps the schema of its kind in {@code schemas/}: properties, types, what must be there, and the values that an
 * enumeration has.
 */
final class SchemaCheck implements Check {

    private static final List<String> FILES =
            List.of("common", "kubernetes", "strimzi", "cloudnative-pg", "keda", "others");

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final ObjectNode DEFINITIONS = definitions();
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    @Override
    public List<String> findings(Manifests manifests) {
        return manifests.all().stream().flatMap(SchemaCheck::findings).toList();
    }

    @Override
    public boolean looksAtEachByItself() {
        return true;
    }

    private static Stream<String> findings(Manifest manifest) {
        if (!DEFINITIONS.has(manifest.fullKind())) {
            return Stream.of("%s: no schema for the kind %s".formatted(manifest, manifest.fullKind()));
        }
        JsonSchema schema = SCHEMAS.computeIfAbsent(manifest.fullKind(), SchemaCheck::schema);
        return schema.validate(manifest.content()).stream().map(message -> manifest + ": " + message.getMessage());
    }

    private static JsonSchema schema(String kind) {
        ObjectNode schema = DEFINITIONS.objectNode();
        schema.put("$ref", "#/$defs/" + kind);
        schema.set("$defs", DEFINITIONS);
        return FACTORY.getSchema(schema);
    }

    private static ObjectNode definitions() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        ObjectNode all = yaml.createObjectNode();
        for (String file : FILES) {
            try (InputStream stream = SchemaCheck.class.getResourceAsStream("/schemas/" + file + ".yaml")) {
                JsonNode definitions = yaml.readTree(stream).path("$defs");
                all.setAll((ObjectNode) definitions);
            } catch (IOException e) {
                throw new UncheckedIOException(file, e);
            }
        }
        return all;
    }
}
