package io.aftersales.platform.openapi;

import io.aftersales.platform.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes into every service's OpenAPI document what holds at all endpoints, so that no endpoint says it again: refusals are
 * problem documents, a POST (but for imports and those that write nothing) honours {@code Idempotency-Key}, a PATCH needs
 * {@code If-Match}. Decimals in text that may be negative say so.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiConventions implements OASFilter {

    /** Extension that marks a POST which only asks; it does not appear in the document. */
    public static final String WRITES_NOTHING = "x-writes-nothing";

    private static final String PROBLEM = "Problem";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String IF_MATCH = "If-Match";

    private static final String DIGITS = "^\\d{";

    /** Each of their rows is idempotent by itself. */
    private static final String IMPORTS = "/imports/";

    private static final Map<String, String> PROBLEMS = Map.of(
            "400", "Malformed",
            "401", "Unauthenticated",
            "403", "Forbidden",
            "404", "NotFound",
            "409", "Conflict",
            "412", "Stale",
            "422", "RuleBroken",
            "428", "IfMatchNeeded",
            "503", "Unavailable");

    private static final Map<String, String> MEANINGS = Map.of(
            "400", "The request cannot be read",
            "401", "A valid bearer token is needed",
            "403", "The caller's roles do not allow this",
            "404", "There is no such resource, or the caller may not know of it",
            "409", "The present state does not allow this; the code says why",
            "412", "The resource has changed since the version named in If-Match",
            "422", "A field or a rule is broken; the code and the violations say which",
            "428", "If-Match with the resource's ETag is needed",
            "503", "Something that is needed is away; try again after Retry-After");

    private static final Map<String, String> SUCCESSES =
            Map.of("200", "As it is now", "201", "Made", "202", "Accepted", "204", "Gone");

    /** The pattern that is made of {@code @Digits} knows no sign, also where a number less than zero is allowed. */
    @Override
    public Schema filterSchema(Schema schema) {
        String pattern = schema.getPattern();
        boolean mayBeNegative =
                schema.getMinimum() == null || schema.getMinimum().signum() < 0;
        if (pattern != null && pattern.startsWith(DIGITS) && mayBeNegative) {
            schema.setPattern(pattern.replaceFirst("\\^", "^-?"));
        }
        return schema;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null) {
            return;
        }
        define(components(document));
        document.getPaths().getPathItems().forEach(ApiConventions::apply);
    }

    private static void apply(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            if (operation.getResponses() == null) {
                operation.setResponses(OASFactory.createAPIResponses());
            }
            operation.getResponses().getAPIResponses().forEach(ApiConventions::describe);
            for (String status : statuses(path, method, operation)) {
                operation
                        .getResponses()
                        .addAPIResponse(status, OASFactory.createAPIResponse().ref(PROBLEMS.get(status)));
            }
            if (method == HttpMethod.POST && !path.contains(IMPORTS) && !writesNothing(operation)) {
                operation.addParameter(OASFactory.createParameter().ref(IDEMPOTENCY_KEY));
            } else if (method == HttpMethod.PATCH) {
                operation.addParameter(OASFactory.createParameter().ref(IF_MATCH));
            }
            operation.removeExtension(WRITES_NOTHING);
        });
    }

    private static boolean writesNothing(Operation operation) {
        return operation.getExtensions() != null && operation.getExtensions().containsKey(WRITES_NOTHING);
    }

    /** Every response needs a description; what is to be said of a success is mostly its status. */
    private static void describe(String status, APIResponse response) {
        if (response.getRef() == null && response.getDescription() == null) {
            response.setDescription(SUCCESSES.getOrDefault(status, "Done"));
        }
    }

    private static Set<String> statuses(String path, HttpMethod method, Operation operation) {
        Set<String> statuses = new LinkedHashSet<>(List.of("400", "401", "403", "503"));
        if (path.contains("{")) {
            statuses.add("404");
        }
        if (method != HttpMethod.GET) {
            statuses.addAll(List.of("409", "422"));
        }
        if (method == HttpMethod.PATCH) {
            statuses.addAll(List.of("412", "428"));
        }
        return statuses;
    }

    private static Components components(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        return document.getComponents();
    }

    private static void define(Components components) {
        components.addSchema(PROBLEM, problem());
        PROBLEMS.forEach((status, name) -> components.addResponse(name, response(MEANINGS.get(status))));
        components.addParameter(
                IDEMPOTENCY_KEY,
                header(
                        IDEMPOTENCY_KEY,
                        false,
                        "Chosen by the caller: a repeat with the same body has no further effect"));
        components.addParameter(IF_MATCH, header(IF_MATCH, true, "The ETag of the document as the caller read it"));
    }

    private static APIResponse response(String meaning) {
        return OASFactory.createAPIResponse()
                .description(meaning)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Parameter header(String name, boolean required, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(required)
                .description(description)
                .schema(text(""));
    }

    private static Schema problem() {
        Schema violation = object("One field that breaks its rule")
                .addProperty("field", text("Path of the field in the request, such as lines[2].quantity"))
                .addProperty("message", text("What is wrong with it"));
        return object("A problem document (RFC 9457)")
                .addProperty("type", text("Stable URI of the kind of problem"))
                .addProperty("title", text("What the kind means"))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text("What happened this time"))
                .addProperty("instance", text("Path of the request"))
                .addProperty("code", text("Machine-readable name of the broken rule"))
                .addProperty(
                        "violations",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(violation))
                .required(List.of("type", "title", "status", "code"));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description) {
        Schema text = OASFactory.createSchema().addType(SchemaType.STRING);
        return description.isEmpty() ? text : text.description(description);
    }
}
