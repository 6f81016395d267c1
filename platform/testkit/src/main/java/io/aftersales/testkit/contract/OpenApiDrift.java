package io.aftersales.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.testkit.Json;
import io.aftersales.testkit.Project;
import io.aftersales.testkit.ServiceUnderTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether a running service's REST API is the one that {@code contracts/openapi/<service>.json} publishes. Who changes the API
 * rewrites the file with {@code -Dopenapi.update} and commits both together.
 */
public final class OpenApiDrift {

    private static final ObjectWriter WRITER =
            Json.MAPPER.writerWithDefaultPrettyPrinter().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final String ISSUER_OF_THE_DEPLOYMENT = "https://issuer.example/.well-known/openid-configuration";

    private OpenApiDrift() {}

    /**
     * Fails, naming each place, when the service under test describes another API than the committed document; with
     * {@code -Dopenapi.update}, writes the document instead.
     */
    public static void check(String service) {
        check(ServiceUnderTest.openApi(), Project.contracts().resolve("openapi").resolve(service + ".json"));
    }

    static void check(JsonNode running, Path committed) {
        JsonNode actual = withoutPlaces(running);
        if (System.getProperty("openapi.update") != null) {
            write(actual, committed);
            return;
        }
        assertThat(committed)
                .as("the published API; write it with -Dopenapi.update")
                .exists();
        assertThat(differences(Json.read(committed), actual))
                .as("differences to %s; if they are meant, write it with -Dopenapi.update", committed.getFileName())
                .isEmpty();
    }

    /** Each place where the two differ, and how. */
    static List<String> differences(JsonNode committed, JsonNode running) {
        List<String> differences = new ArrayList<>();
        compare("", committed, running, differences);
        return differences;
    }

    private static void compare(String place, JsonNode committed, JsonNode running, List<String> differences) {
        if (committed.equals(running)) {
            return;
        }
        if (!committed.isObject() || !running.isObject()) {
            differences.add("%s was %s and is %s".formatted(place, shown(committed), shown(running)));
            return;
        }
        Set<String> names = new TreeSet<>();
        committed.fieldNames().forEachRemaining(names::add);
        running.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            compare(place + "/" + name, committed.path(name), running.path(name), differences);
        }
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "absent" : value.toString();
        return text.length() > 200 ? text.substring(0, 200) + " …" : text;
    }

    /** Where the service, and the issuer of its tokens, happened to run is no part of its API. */
    private static JsonNode withoutPlaces(JsonNode document) {
        ObjectNode copy = document.deepCopy();
        copy.remove("servers");
        copy.at("/components/securitySchemes").forEach(scheme -> {
            if (scheme.has("openIdConnectUrl")) {
                ((ObjectNode) scheme).put("openIdConnectUrl", ISSUER_OF_THE_DEPLOYMENT);
            }
        });
        return copy;
    }

    private static void write(JsonNode document, Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, WRITER.writeValueAsString(Json.MAPPER.convertValue(document, TreeMap.class)) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("not written: " + file, e);
        }
    }
}
