package io.aftersales.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A schema together with all that it refers to by {@code $ref} and {@code allOf}: what applies to one place of a document. */
final class AppliedSchema {

    private final SchemaFolder folder;

    /** The schema itself first, then what it refers to; each with the file that its own references are relative to. */
    private final List<Part> parts = new ArrayList<>();

    private record Part(String file, JsonNode schema) {}

    AppliedSchema(SchemaFolder folder, String file, JsonNode schema) {
        this.folder = folder;
        collect(file, schema);
    }

    private AppliedSchema(SchemaFolder folder, List<Part> roots) {
        this.folder = folder;
        roots.forEach(root -> collect(root.file(), root.schema()));
    }

    private void collect(String file, JsonNode schema) {
        parts.add(new Part(file, schema));
        if (schema.has("$ref")) {
            AppliedSchema referred = folder.referred(file, schema.path("$ref").asText());
            parts.addAll(referred.parts);
        }
        schema.path("allOf").forEach(part -> collect(file, part));
    }

    /** The same for two places to which the same schemas apply. */
    String identity() {
        return parts.stream()
                .map(part -> Integer.toHexString(System.identityHashCode(part.schema())))
                .collect(Collectors.joining("+"));
    }

    /** Whether the schema is {@code false}: nothing may stand here. */
    boolean forbidsAll() {
        return parts.stream()
                .anyMatch(part -> part.schema().isBoolean() && !part.schema().asBoolean());
    }

    /**
     * The value of a keyword; a missing node when no part has it.
     *
     * @throws IllegalStateException when parts give it different values, which would have to be reconciled to be compared
     */
    JsonNode keyword(String keyword) {
        Set<JsonNode> values = new HashSet<>();
        for (Part part : parts) {
            if (part.schema().has(keyword)) {
                values.add(part.schema().path(keyword));
            }
        }
        if (values.size() > 1) {
            throw new IllegalStateException("%s is said to be each of %s".formatted(keyword, values));
        }
        return values.isEmpty() ? MissingNode.getInstance() : values.iterator().next();
    }

    /** All that some part requires. */
    Set<String> required() {
        Set<String> required = new TreeSet<>();
        for (Part part : parts) {
            part.schema().path("required").forEach(name -> required.add(name.asText()));
        }
        return required;
    }

    /** The properties that some part names; what several parts say of one applies together. */
    Map<String, AppliedSchema> properties() {
        Map<String, List<Part>> named = new LinkedHashMap<>();
        for (Part part : parts) {
            part.schema()
                    .path("properties")
                    .properties()
                    .forEach(property -> named.computeIfAbsent(property.getKey(), name -> new ArrayList<>())
                            .add(new Part(part.file(), property.getValue())));
        }
        Map<String, AppliedSchema> properties = new LinkedHashMap<>();
        named.forEach((name, roots) -> properties.put(name, new AppliedSchema(folder, roots)));
        return properties;
    }

    /** What applies to the items of an array; null where nothing is said. */
    AppliedSchema items() {
        List<Part> items = new ArrayList<>();
        for (Part part : parts) {
            if (part.schema().has("items")) {
                items.add(new Part(part.file(), part.schema().path("items")));
            }
        }
        return items.isEmpty() ? null : new AppliedSchema(folder, items);
    }
}
