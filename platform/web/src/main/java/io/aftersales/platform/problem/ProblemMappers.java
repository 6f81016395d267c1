package io.aftersales.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Every failure of every endpoint leaves as a problem document, and only here. What nobody foresaw is logged whole and
 * answered with a bare 500: no class name, SQL or stack trace leaves a service.
 */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response ruleBroken(RuleBroken broken, UriInfo uri) {
        return response(broken.code(), broken.getMessage(), uri, broken.violations());
    }

    @ServerExceptionMapper
    public Response constraintViolations(ConstraintViolationException broken, UriInfo uri) {
        List<Violation> violations = broken.getConstraintViolations().stream()
                .map(violation -> new Violation(field(violation), violation.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        String detail = violations.stream()
                .map(violation -> violation.field() + " " + violation.message())
                .collect(Collectors.joining("; "));
        return response(GeneralProblem.INVALID_REQUEST, detail, uri, violations);
    }

    /** Named for its most frequent kind as well: Quarkus has a mapper of its own for that one. */
    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    public Response unreadableJson(JacksonException unreadable, UriInfo uri) {
        String field = unreadable instanceof JsonMappingException mapping ? path(mapping) : "";
        String reason = reason(unreadable);
        List<Violation> violations = field.isEmpty() ? List.of() : List.of(new Violation(field, reason));
        return response(
                GeneralProblem.MALFORMED_REQUEST, field.isEmpty() ? reason : field + ": " + reason, uri, violations);
    }

    @ServerExceptionMapper
    public Response webApplication(WebApplicationException failure, UriInfo uri) {
        Optional<JacksonException> unreadable = causeOf(failure, JacksonException.class);
        if (unreadable.isPresent()) {
            return unreadableJson(unreadable.get(), uri);
        }
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        GeneralProblem problem = GeneralProblem.ofStatus(status);
        if (problem == GeneralProblem.INTERNAL) {
            return unforeseen(failure, uri);
        }
        return response(problem, problem.meaning(), uri, List.of());
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthenticated(SecurityException failure, UriInfo uri) {
        if (issuerIsAway(failure)) {
            return issuerAway(uri);
        }
        return Response.fromResponse(response(
                        GeneralProblem.UNAUTHENTICATED, GeneralProblem.UNAUTHENTICATED.meaning(), uri, List.of()))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, UriInfo uri) {
        return response(GeneralProblem.FORBIDDEN, GeneralProblem.FORBIDDEN.meaning(), uri, List.of());
    }

    @ServerExceptionMapper
    public Response unforeseen(Throwable failure, UriInfo uri) {
        if (issuerIsAway(failure)) {
            return issuerAway(uri);
        }
        LOG.errorf(failure, "%s failed", uri.getPath());
        return response(GeneralProblem.INTERNAL, GeneralProblem.INTERNAL.meaning(), uri, List.of());
    }

    private static Response issuerAway(UriInfo uri) {
        return response(
                GeneralProblem.SERVICE_UNAVAILABLE,
                "The token issuer cannot be reached, so no token can be checked",
                uri,
                List.of());
    }

    /** Without its keys the extension fails with whatever the connection failed with, not with a 503. */
    private static boolean issuerIsAway(Throwable failure) {
        return causeOf(failure, OIDCException.class).isPresent()
                || causeOf(failure, IOException.class)
                        .filter(broken -> !(broken instanceof JacksonException))
                        .isPresent()
                || causeOf(failure, TimeoutException.class).isPresent();
    }

    private static Response response(ProblemCode code, String detail, UriInfo uri, List<Violation> violations) {
        Response.ResponseBuilder response = Response.status(code.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(code, detail, uri.getRequestUri().getPath(), violations));
        if (code.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        return response.build();
    }

    private static String reason(JacksonException unreadable) {
        if (unreadable instanceof UnrecognizedPropertyException unknown) {
            return "unknown property '" + unknown.getPropertyName() + "'";
        }
        if (unreadable instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "wrong type or value, " + kind(mismatch.getTargetType()) + " is expected";
        }
        if (unreadable instanceof JsonMappingException) {
            return "wrong value";
        }
        return "not well-formed JSON"
                + (unreadable.getLocation() == null
                        ? ""
                        : " (line " + unreadable.getLocation().getLineNr() + ", column "
                                + unreadable.getLocation().getColumnNr() + ")");
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", enumNames(type));
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return type == boolean.class ? "true or false" : "a number";
        }
        return switch (type.getSimpleName()) {
            case "UUID" -> "a UUID";
            case "LocalDate" -> "a date (yyyy-mm-dd)";
            case "Instant" -> "a time stamp (RFC 3339)";
            case "Boolean" -> "true or false";
            case "String" -> "a text";
            default -> Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
        };
    }

    private static List<String> enumNames(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    /** The path without the method and parameter names that Bean Validation puts in front of it. */
    private static String field(ConstraintViolation<?> violation) {
        StringBuilder field = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            boolean ofTheRequest =
                    node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT;
            if (node.isInIterable() && node.getIndex() != null && field.length() > 0) {
                field.append('[').append(node.getIndex()).append(']');
            }
            if (ofTheRequest && node.getName() != null && !node.getName().startsWith("<")) {
                field.append(field.length() == 0 ? "" : ".").append(node.getName());
            }
        }
        if (field.length() == 0) {
            String whole = violation.getPropertyPath().toString();
            return whole.substring(whole.lastIndexOf('.') + 1);
        }
        return field.toString();
    }

    private static <T extends Throwable> Optional<T> causeOf(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
