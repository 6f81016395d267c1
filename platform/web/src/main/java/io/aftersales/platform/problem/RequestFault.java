package io.aftersales.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what is wrong with something that was sent to us, in the sender's words: no class name of ours leaves a service. */
public final class RequestFault {

    private RequestFault() {}

    /** JSON that cannot be read, or that is not what it should be: {@code malformed-request}. */
    public static RuleBroken of(JacksonException unreadable) {
        String field = unreadable instanceof JsonMappingException mapping ? path(mapping) : "";
        String reason = reason(unreadable);
        List<Violation> violations = field.isEmpty() ? List.of() : List.of(new Violation(field, reason));
        String detail = field.isEmpty() ? reason : field + ": " + reason;
        return new RuleBroken(GeneralProblem.MALFORMED_REQUEST, detail, violations);
    }

    /** Fields that break their rules: {@code invalid-request}. */
    public static RuleBroken of(Set<? extends ConstraintViolation<?>> broken) {
        List<Violation> violations = broken.stream()
                .map(violation -> new Violation(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::field))
                .toList();
        String detail = violations.stream()
                .map(violation -> violation.field() + " " + violation.message())
                .collect(Collectors.joining("; "));
        return new RuleBroken(GeneralProblem.INVALID_REQUEST, detail, violations);
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
}
