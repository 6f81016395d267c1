package io.aftersales.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.aftersales.gateway.route.Routes;
import io.netty.handler.codec.http.HttpResponseStatus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The documents of all services as one OpenAPI 3.1 document of the gateway.
 *
 * <ul>
 *   <li>Only paths that the gateway hands to that service are in it: what cannot be called is not documented.
 *   <li>The operators' paths, which every service has under its own name, are in it once, with the names to choose from.
 *   <li>A component that several services define alike (money, problem) is in it once. Where they define different things
 *       under one name, each bears its service's name in front, and the references follow.
 *   <li>Operation ids are unique: those that clash get the service's name in front.
 *   <li>A response without a description, which OpenAPI demands, gets the name of its status.
 *   <li>Every operation names the answer that the gateway itself may give instead: 429, when the caller's rate limit is used up.
 *   <li>There is one way to authenticate, the bearer token; the roles that an operation asks for are kept.
 * </ul>
 */
final class MergedDocument {

    private static final String BEARER = "bearer";
    private static final String COMPONENTS = "components";
    private static final String REFERENCE_START = "#/components/";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private static final String TOO_MANY_REQUESTS = "429";

    /** The component that describes it. */
    private static final String RATE_LIMITED = "RateLimited";

    /** The schema of problem documents, which the services define alike. */
    private static final String PROBLEM = "Problem";

    private static final String ANY_SERVICE = "{service}";

    private final Routes routes;
    private final String version;

    MergedDocument(Routes routes, String version) {
        this.routes = routes;
        this.version = version;
    }

    /** @param documents of the services that are there, in an order that is always the same */
    ObjectNode merge(List<ServiceDocument> documents) {
        List<ServiceDocument> own = documents.stream()
                .map(document -> new ServiceDocument(
                        document.service(), document.openapi().deepCopy()))
                .toList();
        own.forEach(this::keepOnlyWhatIsRouted);
        shareOperatorsPaths(own);
        own.forEach(MergedDocument::authenticateByBearer);
        own.forEach(MergedDocument::describeResponses);
        own.forEach(MergedDocument::limitRates);
        renameClashingComponents(own);
        renameClashingOperations(own);

        ObjectNode merged = skeleton();
        ObjectNode paths = merged.putObject("paths");
        ObjectNode components = merged.putObject(COMPONENTS);
        Map<String, JsonNode> tags = new TreeMap<>();
        for (ServiceDocument document : own) {
            document.openapi().path("paths").properties().forEach(path -> paths.set(path.getKey(), path.getValue()));
            document.openapi()
                    .path(COMPONENTS)
                    .properties()
                    .forEach(kind -> kind.getValue()
                            .properties()
                            .forEach(component -> components
                                    .withObjectProperty(kind.getKey())
                                    .set(component.getKey(), component.getValue())));
            document.openapi()
                    .path("tags")
                    .forEach(tag -> tags.putIfAbsent(tag.path("name").asText(), tag));
        }
        ObjectNode bearer = components.withObjectProperty("securitySchemes").putObject(BEARER);
        bearer.put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT");
        if (!paths.isEmpty()) {
            defineRateLimited(components);
        }
        merged.putArray("tags").addAll(tags.values());
        return merged;
    }

    private ObjectNode skeleton() {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.put("openapi", "3.1.0");
        merged.putObject("info")
                .put("title", "aftersales")
                .put("version", version)
                .put(
                        "description",
                        "The API of all services that are installed, through the gateway. "
                                + "Errors are RFC 9457 problem documents with a machine-readable code.");
        merged.putArray("servers").addObject().put("url", "/");
        merged.putArray("security").addObject().putArray(BEARER);
        return merged;
    }

    private void keepOnlyWhatIsRouted(ServiceDocument document) {
        ObjectNode paths = document.openapi().withObjectProperty("paths");
        List<String> strange = new ArrayList<>();
        paths.fieldNames().forEachRemaining(path -> {
            String concrete = path.replace(ANY_SERVICE, document.service());
            boolean routedHere = routes.find(concrete)
                    .filter(route -> route.service().equals(document.service()))
                    .isPresent();
            if (!routedHere) {
                strange.add(path);
            }
        });
        paths.remove(strange);
    }

    /** What the services have in common comes from the platform: the first one's description serves for all. */
    private static void shareOperatorsPaths(List<ServiceDocument> documents) {
        ArrayNode services = JsonNodeFactory.instance.arrayNode();
        documents.forEach(document -> services.add(document.service()));
        Set<String> described = new HashSet<>();
        for (ServiceDocument document : documents) {
            ObjectNode paths = document.openapi().withObjectProperty("paths");
            for (String path : namesOf(paths)) {
                if (!path.contains(ANY_SERVICE)) {
                    continue;
                }
                if (!described.add(path)) {
                    paths.remove(path);
                }
                paths.path(path).findParents("in").forEach(parameter -> {
                    if (parameter.path("name").asText().equals("service")) {
                        ((ObjectNode) parameter)
                                .putObject("schema")
                                .put("type", "string")
                                .set("enum", services);
                    }
                });
            }
        }
    }

    private static void authenticateByBearer(ServiceDocument document) {
        JsonNode components = document.openapi().path(COMPONENTS);
        if (components instanceof ObjectNode object) {
            object.remove("securitySchemes");
        }
        operationsOf(document).forEach(operation -> {
            if (operation.get("security") instanceof ArrayNode requirements) {
                ArrayNode bearer = JsonNodeFactory.instance.arrayNode();
                requirements.forEach(requirement -> {
                    ArrayNode roles = bearer.addObject().putArray(BEARER);
                    requirement.forEach(named -> named.forEach(roles::add));
                });
                operation.set("security", bearer);
            }
        });
    }

    private static void describeResponses(ServiceDocument document) {
        operationsOf(document)
                .forEach(operation -> operation.path("responses").properties().forEach(response -> {
                    boolean described = response.getValue().has("description")
                            || response.getValue().has("$ref");
                    if (!described && response.getKey().matches("[1-5]\\d\\d")) {
                        HttpResponseStatus status = HttpResponseStatus.valueOf(Integer.parseInt(response.getKey()));
                        ((ObjectNode) response.getValue()).put("description", status.reasonPhrase());
                    }
                }));
    }

    /** An operation that has a limit of its own says more of it. */
    private static void limitRates(ServiceDocument document) {
        for (ObjectNode operation : operationsOf(document)) {
            ObjectNode responses = operation.withObjectProperty("responses");
            if (!responses.has(TOO_MANY_REQUESTS)) {
                responses.putObject(TOO_MANY_REQUESTS).put("$ref", REFERENCE_START + "responses/" + RATE_LIMITED);
            }
        }
    }

    private static void defineRateLimited(ObjectNode components) {
        ObjectNode response = components.withObjectProperty("responses").putObject(RATE_LIMITED);
        response.put("description", "The caller's rate limit is used up; try again after Retry-After");
        ObjectNode headers = response.putObject("headers");
        header(headers, "Retry-After", "integer", "Seconds after which a request is allowed again");
        header(headers, "RateLimit-Policy", "string", "How many requests (q) are allowed in how many seconds (w)");
        header(
                headers,
                "RateLimit",
                "string",
                "How many requests are left (r), and when all are again, in seconds (t)");
        ObjectNode problem = response.putObject("content").putObject("application/problem+json");
        if (components.path("schemas").has(PROBLEM)) {
            problem.putObject("schema").put("$ref", REFERENCE_START + "schemas/" + PROBLEM);
        }
    }

    private static void header(ObjectNode headers, String name, String type, String description) {
        headers.putObject(name)
                .put("description", description)
                .putObject("schema")
                .put("type", type);
    }

    private static void renameClashingComponents(List<ServiceDocument> documents) {
        Map<String, JsonNode> first = new HashMap<>();
        Set<String> clashing = new HashSet<>();
        for (ServiceDocument document : documents) {
            document.openapi()
                    .path(COMPONENTS)
                    .properties()
                    .forEach(kind -> kind.getValue().properties().forEach(component -> {
                        String key = kind.getKey() + "/" + component.getKey();
                        JsonNode former = first.putIfAbsent(key, component.getValue());
                        if (former != null && !former.equals(component.getValue())) {
                            clashing.add(key);
                        }
                    }));
        }
        if (clashing.isEmpty()) {
            return;
        }
        spreadToReferrers(documents, clashing);
        for (ServiceDocument document : documents) {
            document.openapi().path(COMPONENTS).properties().forEach(kind -> {
                ObjectNode components = (ObjectNode) kind.getValue();
                for (String name : namesOf(components)) {
                    if (clashing.contains(kind.getKey() + "/" + name)) {
                        components.set(owned(document, name), components.remove(name));
                    }
                }
            });
            redirectReferences(document.openapi(), document, clashing);
        }
    }

    /** Two components that look alike differ when they refer to one name that means different things. */
    private static void spreadToReferrers(List<ServiceDocument> documents, Set<String> clashing) {
        boolean grew = true;
        while (grew) {
            grew = false;
            for (ServiceDocument document : documents) {
                for (var kind : document.openapi().path(COMPONENTS).properties()) {
                    for (var component : kind.getValue().properties()) {
                        if (refersToAny(component.getValue(), clashing)) {
                            grew |= clashing.add(kind.getKey() + "/" + component.getKey());
                        }
                    }
                }
            }
        }
    }

    private static boolean refersToAny(JsonNode node, Set<String> keys) {
        if (node.isTextual()) {
            return node.asText().startsWith(REFERENCE_START)
                    && keys.contains(node.asText().substring(REFERENCE_START.length()));
        }
        for (JsonNode child : node) {
            if (refersToAny(child, keys)) {
                return true;
            }
        }
        return false;
    }

    private static void redirectReferences(JsonNode node, ServiceDocument document, Set<String> clashing) {
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                field.setValue(redirected(field.getValue(), document, clashing));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, redirected(array.get(i), document, clashing));
            }
        }
    }

    private static JsonNode redirected(JsonNode value, ServiceDocument document, Set<String> clashing) {
        if (value.isTextual() && value.asText().startsWith(REFERENCE_START)) {
            String key = value.asText().substring(REFERENCE_START.length());
            if (clashing.contains(key)) {
                int slash = key.indexOf('/');
                return TextNode.valueOf(
                        REFERENCE_START + key.substring(0, slash + 1) + owned(document, key.substring(slash + 1)));
            }
            return value;
        }
        redirectReferences(value, document, clashing);
        return value;
    }

    private static void renameClashingOperations(List<ServiceDocument> documents) {
        Map<String, String> owner = new HashMap<>();
        Set<String> clashing = new HashSet<>();
        for (ServiceDocument document : documents) {
            operationsOf(document).forEach(operation -> {
                String id = operation.path("operationId").asText();
                String former = owner.putIfAbsent(id, document.service());
                if (former != null && !former.equals(document.service())) {
                    clashing.add(id);
                }
            });
        }
        for (ServiceDocument document : documents) {
            operationsOf(document).forEach(operation -> {
                String id = operation.path("operationId").asText();
                if (!id.isEmpty() && clashing.contains(id)) {
                    operation.put("operationId", owned(document, id));
                }
            });
        }
    }

    private static List<ObjectNode> operationsOf(ServiceDocument document) {
        List<ObjectNode> operations = new ArrayList<>();
        document.openapi()
                .path("paths")
                .forEach(path -> path.properties().forEach(member -> {
                    if (METHODS.contains(member.getKey()) && member.getValue() instanceof ObjectNode operation) {
                        operations.add(operation);
                    }
                }));
        return operations;
    }

    private static List<String> namesOf(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** {@code Line} of accounting is {@code AccountingLine}. */
    private static String owned(ServiceDocument document, String name) {
        String service = document.service();
        return service.substring(0, 1).toUpperCase(Locale.ROOT)
                + service.substring(1)
                + name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1);
    }
}
