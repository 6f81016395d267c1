package io.aftersales.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.testkit.Project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether contracts are additive since an earlier release: whatever was valid then is valid now, whatever a reader could count
 * on then is still there. New schemas, new optional properties and new enum values are additive.
 *
 * <p>The schemas are compared as they apply, through references and {@code allOf}. A keyword that cannot be compared may not
 * change.
 */
public final class SchemaEvolution {

    /** The larger the value, the more is allowed. */
    private static final Set<String> UPPER_BOUNDS = Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems");

    /** The smaller the value, the more is allowed. */
    private static final Set<String> LOWER_BOUNDS = Set.of("minimum", "exclusiveMinimum", "minLength", "minItems");

    /** May go, may not come or change: each narrows what is valid in a way of its own. */
    private static final Set<String> NARROWING = Set.of("pattern", "multipleOf", "uniqueItems", "additionalProperties");

    /** May neither come, go nor change. */
    private static final Set<String> FIXED =
            Set.of("type", "format", "const", "anyOf", "oneOf", "not", "if", "then", "else", "prefixItems");

    private final SchemaFolder released;
    private final SchemaFolder current;
    private final List<String> breaks = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private SchemaEvolution(SchemaFolder released, SchemaFolder current) {
        this.released = released;
        this.current = current;
    }

    /** What the contracts of this project break since their last release; empty when they are additive. */
    public static List<String> breaksSinceLastRelease() {
        return breaks(lastRelease(Project.contracts()), Project.contracts());
    }

    /** What one folder of contracts breaks of an earlier one; each has {@code schemas/} and {@code asyncapi.yaml}. */
    public static List<String> breaks(Path released, Path current) {
        SchemaEvolution evolution = new SchemaEvolution(new SchemaFolder(released), new SchemaFolder(current));
        evolution.comparePayloads();
        evolution.compareChannels();
        return evolution.breaks;
    }

    /** The newest folder of {@code released/}. */
    public static Path lastRelease(Path contracts) {
        try (Stream<Path> releases = Files.list(contracts.resolve("released"))) {
            return releases.max(Comparator.comparing(
                            folder -> Version.parse(folder.getFileName().toString())))
                    .orElseThrow(() -> new IllegalStateException("nothing was released in " + contracts));
        } catch (IOException e) {
            throw new UncheckedIOException("no releases in " + contracts, e);
        }
    }

    private void comparePayloads() {
        for (String file : released.payloadSchemas()) {
            if (current.has(file)) {
                compare(file, released.root(file), current.root(file));
            } else {
                breaks.add(file + " is gone");
            }
        }
    }

    private void compareChannels() {
        released.asyncApi().channels().forEach((topic, then) -> {
            AsyncApi.Channel now = current.asyncApi().channels().get(topic);
            if (now == null) {
                breaks.add("topic " + topic + " is gone");
            } else {
                compareChannels(topic, then, now);
            }
        });
    }

    private void compareChannels(String topic, AsyncApi.Channel then, AsyncApi.Channel now) {
        for (String message : then.messages()) {
            if (now.messages().contains(message)) {
                compare("headers of " + message, released.headersOf(message), current.headersOf(message));
            } else {
                breaks.add("topic %s carries no %s any more".formatted(topic, message));
            }
        }
        if (now.partitions() != then.partitions()) {
            breaks.add("topic %s has %d partitions instead of %d: its keys move"
                    .formatted(topic, now.partitions(), then.partitions()));
        }
        if (!now.cleanup().equals(then.cleanup())) {
            breaks.add("topic %s is cleaned up by %s instead of %s".formatted(topic, now.cleanup(), then.cleanup()));
        }
    }

    private void compare(String path, AppliedSchema then, AppliedSchema now) {
        if (!compared.add(then.identity() + " " + now.identity())) {
            return;
        }
        if (now.forbidsAll() && !then.forbidsAll()) {
            breaks.add(path + " is forbidden");
            return;
        }
        compareRequired(path, then, now);
        compareEnum(path, then, now);
        compareBounds(path, then, now);
        for (String keyword : NARROWING) {
            if (!now.keyword(keyword).isMissingNode() && !now.keyword(keyword).equals(then.keyword(keyword))) {
                changed(path, keyword, then, now);
            }
        }
        for (String keyword : FIXED) {
            if (!now.keyword(keyword).equals(then.keyword(keyword))) {
                changed(path, keyword, then, now);
            }
        }
        compareParts(path, then, now);
    }

    private void compareRequired(String path, AppliedSchema then, AppliedSchema now) {
        for (String property : now.required()) {
            if (!then.required().contains(property)) {
                breaks.add("%s: %s is newly required".formatted(path, property));
            }
        }
        for (String property : then.required()) {
            if (!now.required().contains(property)) {
                breaks.add("%s: %s is no longer required, readers count on it".formatted(path, property));
            }
        }
    }

    private void compareEnum(String path, AppliedSchema then, AppliedSchema now) {
        if (now.keyword("enum").isMissingNode()) {
            return;
        }
        Set<JsonNode> left = new HashSet<>();
        now.keyword("enum").forEach(left::add);
        if (then.keyword("enum").isMissingNode()) {
            breaks.add("%s: only %s is allowed now".formatted(path, now.keyword("enum")));
        }
        then.keyword("enum").forEach(value -> {
            if (!left.contains(value)) {
                breaks.add("%s: %s is allowed no more".formatted(path, value));
            }
        });
    }

    private void compareBounds(String path, AppliedSchema then, AppliedSchema now) {
        for (String keyword : UPPER_BOUNDS) {
            if (narrower(then.keyword(keyword), now.keyword(keyword), -1)) {
                changed(path, keyword, then, now);
            }
        }
        for (String keyword : LOWER_BOUNDS) {
            if (narrower(then.keyword(keyword), now.keyword(keyword), 1)) {
                changed(path, keyword, then, now);
            }
        }
    }

    private static boolean narrower(JsonNode then, JsonNode now, int narrowingSign) {
        if (now.isMissingNode()) {
            return false;
        }
        return then.isMissingNode() || now.decimalValue().compareTo(then.decimalValue()) == narrowingSign;
    }

    private void compareParts(String path, AppliedSchema then, AppliedSchema now) {
        then.properties().forEach((name, schema) -> {
            AppliedSchema counterpart = now.properties().get(name);
            if (counterpart == null) {
                breaks.add("%s: property %s is gone".formatted(path, name));
            } else {
                compare(path + "/" + name, schema, counterpart);
            }
        });
        now.properties().forEach((name, schema) -> {
            if (!then.properties().containsKey(name)
                    && !then.keyword("additionalProperties").isMissingNode()) {
                breaks.add("%s: property %s was forbidden".formatted(path, name));
            }
        });
        if (then.items() != null && now.items() != null) {
            compare(path + "/*", then.items(), now.items());
        } else if (then.items() != null || now.items() != null) {
            breaks.add(path + ": the kind of its items came or went");
        }
    }

    private void changed(String path, String keyword, AppliedSchema then, AppliedSchema now) {
        breaks.add("%s: %s was %s and is %s"
                .formatted(path, keyword, orNothing(then.keyword(keyword)), orNothing(now.keyword(keyword))));
    }

    private static String orNothing(JsonNode value) {
        return value.isMissingNode() ? "free" : value.toString();
    }
}
