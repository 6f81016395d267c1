package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Everything that can be wrong with a body, each derived from one that is right and from its schema. */
final class Mutations {

    private static final String MALFORMED = "malformed-request";
    private static final String INVALID = "invalid-request";
    private static final String EITHER = "malformed-request|invalid-request";

    /** Within an array, which a merge patch replaces as a whole: elsewhere it takes a property away by null. */
    private static final Pattern ELEMENT = Pattern.compile("/\\d+");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ApiDocument api;
    private final ObjectNode right;
    private final boolean patch;
    private final Set<String> unasked;
    private final List<Mutation> all = new ArrayList<>();

    private Mutations(ApiDocument api, Endpoint endpoint) {
        this.api = api;
        this.right = endpoint.body();
        this.patch = endpoint.isPatch();
        this.unasked = endpoint.unasked();
    }

    static List<Mutation> of(ApiDocument api, Endpoint endpoint) {
        Mutations mutations = new Mutations(api, endpoint);
        mutations.wholeBody();
        mutations.properties("", api.bodyOf(endpoint.write()));
        mutations.all.addAll(endpoint.wrong());
        return mutations.all;
    }

    private void wholeBody() {
        String text = right.toString();
        all.add(new Mutation("malformed JSON", text.substring(0, text.length() - 1), MALFORMED));
        all.add(new Mutation("no JSON", "hello", MALFORMED));
        all.add(new Mutation("something after the JSON", text + "}", MALFORMED));
        all.add(new Mutation("an array", "[" + text + "]", MALFORMED));
        all.add(new Mutation("a number", "42", MALFORMED));
        all.add(new Mutation("null", "null", EITHER));
        all.add(new Mutation("an empty body", "", EITHER));
        all.add(new Mutation("ten thousand brackets", "[".repeat(10_000), MALFORMED));
        ObjectNode strange = right.deepCopy();
        strange.put("nonsense", 1);
        all.add(new Mutation("unknown property", strange.toString(), MALFORMED));
    }

    private void properties(String prefix, JsonNode schema) {
        JsonNode object = api.resolve(schema);
        object.path("properties").properties().forEach(property -> {
            String path = prefix + "/" + property.getKey();
            if (right.at(path.substring(0, path.lastIndexOf('/'))).isObject()) {
                property(path, property.getKey(), property.getValue());
            }
        });
        object.path("required").forEach(name -> without(prefix, name.asText()));
    }

    private void property(String path, String name, JsonNode declared) {
        JsonNode schema = api.resolve(declared);
        String format = schema.path("format").asText();
        switch (api.typeOf(schema)) {
            case "string" -> {
                put(path, "an object", JSON.objectNode(), MALFORMED);
                put(path, "an array", JSON.arrayNode(), MALFORMED);
                if (format.equals("uuid")) {
                    put(path, "no UUID", JSON.textNode("first"), EITHER);
                    if (!unasked.contains(name)) {
                        put(
                                path,
                                "an unknown id",
                                JSON.textNode(UUID.randomUUID().toString()),
                                "unknown-.*|not-found|invalid-request");
                    }
                } else if (format.equals("date")) {
                    put(path, "no date", JSON.textNode("tomorrow"), EITHER);
                    put(path, "30 February", JSON.textNode("2026-02-30"), EITHER);
                    put(path, "far future", JSON.textNode("+999999999-01-01"), EITHER);
                } else if (schema.has("enum")) {
                    put(path, "no such value", JSON.textNode("nonsense"), EITHER);
                } else if (isAmount(right.at(path))) {
                    amounts(path, schema);
                } else {
                    put(path, "NUL", JSON.textNode("a\0b"), EITHER + "|currency-mismatch");
                    put(path, "20,000 characters", JSON.textNode("x".repeat(20_000)), EITHER + "|currency-mismatch");
                }
            }
            case "number", "integer" -> {
                put(path, "an object", JSON.objectNode(), MALFORMED);
                put(path, "text", JSON.textNode("many"), EITHER);
                amounts(path, schema);
            }
            case "boolean" -> {
                put(path, "an object", JSON.objectNode(), MALFORMED);
                put(path, "text", JSON.textNode("perhaps"), EITHER);
            }
            case "array" -> {
                put(path, "an object", JSON.objectNode(), MALFORMED);
                put(path, "text", JSON.textNode("many"), MALFORMED);
                put(path, "null inside", JSON.arrayNode().addNull(), EITHER);
                JsonNode first = right.at(path + "/0");
                if (!first.isMissingNode()) {
                    put(
                            path,
                            "two thousand elements",
                            copies(first, 2_000),
                            EITHER + "|document-too-large|too-many-lines");
                    if (first.isObject()) {
                        properties(path + "/0", schema.path("items"));
                    } else {
                        property(path + "/0", name, schema.path("items"));
                    }
                }
            }
            default -> {
                put(path, "text", JSON.textNode("some"), MALFORMED);
                put(path, "an array", JSON.arrayNode(), MALFORMED);
                properties(path, schema);
            }
        }
    }

    private void amounts(String path, JsonNode schema) {
        boolean text = right.at(path).isTextual();
        if (schema.path("minimum").asInt() >= 0) {
            put(path, "−1", amount("-1", text), EITHER + "|negative-.*|.*-exceeds-.*|insufficient-stock");
        }
        put(path, "10²⁰", amount("1e20", text), EITHER + "|.*exceeds.*");
        put(path, "ten to the billion", amount("1e999999999", text), EITHER + "|.*exceeds.*");
        put(path, "ten digits after the point", amount("1.0000000001", text), EITHER + "|.*exceeds.*");
    }

    private static JsonNode amount(String value, boolean text) {
        return text ? JSON.textNode(value) : JSON.numberNode(new BigDecimal(value));
    }

    private static boolean isAmount(JsonNode value) {
        return value.isTextual() && value.asText().matches("-?\\d+\\.\\d+");
    }

    private static ArrayNode copies(JsonNode element, int times) {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < times; i++) {
            array.add(element);
        }
        return array;
    }

    private void without(String prefix, String name) {
        ObjectNode mutated = right.deepCopy();
        if (mutated.at(prefix) instanceof ObjectNode parent && parent.has(name)) {
            if (patch && !ELEMENT.matcher(prefix).find()) {
                parent.putNull(name);
            } else {
                parent.remove(name);
            }
            all.add(new Mutation(prefix + "/" + name + ": missing", mutated.toString(), EITHER));
        }
    }

    private void put(String path, String what, JsonNode value, String codes) {
        ObjectNode mutated = right.deepCopy();
        String name = path.substring(path.lastIndexOf('/') + 1);
        JsonNode parent = mutated.at(path.substring(0, path.lastIndexOf('/')));
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), value);
        }
        all.add(new Mutation(path.substring(1) + ": " + what, mutated.toString(), codes));
    }
}
