package io.aftersales.testkit.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.testkit.ServiceUnderTest;

import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * An endpoint as the running service's OpenAPI document lists it.
 *
 * @param path below {@code /api/v1}
 * @param contentType of the body that it takes; null where it takes none
 */
record Operation(String method, String path, String contentType) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    String name() {
        return method + " " + path;
    }

    /** All operations of a document, by name. */
    static TreeMap<String, Operation> allOf(JsonNode openApi) {
        TreeMap<String, Operation> operations = new TreeMap<>();
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> new Operation(
                                member.getKey().toUpperCase(Locale.ROOT),
                                belowApi(path.getKey()),
                                contentType(member.getValue())))
                        .forEach(operation -> operations.put(operation.name(), operation)));
        return operations;
    }

    private static String belowApi(String path) {
        return path.startsWith(ServiceUnderTest.API) ? path.substring(ServiceUnderTest.API.length()) : path;
    }

    private static String contentType(JsonNode operation) {
        Iterator<String> types = operation.at("/requestBody/content").fieldNames();
        return types.hasNext() ? types.next() : null;
    }
}
