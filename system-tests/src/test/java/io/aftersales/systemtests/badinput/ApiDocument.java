package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The gateway's OpenAPI document: which requests change something, and what their bodies are. */
final class ApiDocument {

    private static final List<String> WRITES = List.of("post", "patch");

    private final JsonNode document;

    ApiDocument(JsonNode document) {
        this.document = document;
    }

    /**
     * Every POST and PATCH, such as {@code POST /customers}, without the API's base. Not imports: they take any body and name what
     * is wrong with its rows in their answer, which the services' own tests look at.
     */
    List<String> writes() {
        List<String> writes = new ArrayList<>();
        document.path("paths").properties().stream()
                .filter(path -> !path.getKey().contains("/imports/"))
                .forEach(path -> WRITES.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> writes.add(method.toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replaceFirst("^/api/v1", ""))));
        return writes;
    }

    /** Whether an operation honours an {@code Idempotency-Key}. */
    boolean takesKey(String write) {
        for (JsonNode parameter : operation(write).path("parameters")) {
            if (parameter.path("$ref").asText().endsWith("/Idempotency-Key")) {
                return true;
            }
        }
        return false;
    }

    private JsonNode operation(String write) {
        String method = write.substring(0, write.indexOf(' ')).toLowerCase(Locale.ROOT);
        String path = write.substring(write.indexOf(' ') + 1);
        JsonNode paths = document.path("paths");
        JsonNode item = paths.has(path) ? paths.path(path) : paths.path("/api/v1" + path);
        return item.path(method);
    }

    /** The schema of an operation's body; missing when it takes none. */
    JsonNode bodyOf(String write) {
        JsonNode content = operation(write).path("requestBody").path("content");
        return content.isEmpty()
                ? MissingNode.getInstance()
                : resolve(content.elements().next().path("schema"));
    }

    /** A schema itself, where this one only refers to it or wraps it to allow null. */
    JsonNode resolve(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolve(document.at(schema.path("$ref").asText().substring(1)));
        }
        for (String wrapper : List.of("allOf", "anyOf", "oneOf")) {
            for (JsonNode inner : schema.path(wrapper)) {
                if (!inner.path("type").asText().equals("null")) {
                    return resolve(inner);
                }
            }
        }
        return schema;
    }

    /** The type that a value of this schema has besides null. */
    String typeOf(JsonNode schema) {
        JsonNode type = resolve(schema).path("type");
        if (!type.isArray()) {
            return type.asText();
        }
        for (JsonNode one : type) {
            if (!one.asText().equals("null")) {
                return one.asText();
            }
        }
        return "";
    }
}
