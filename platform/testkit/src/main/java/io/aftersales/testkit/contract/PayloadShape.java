package io.aftersales.testkit.contract;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.testkit.Json;
import io.aftersales.testkit.Project;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whether the record class that a service has for a message's payload fits the message's schema.
 *
 * <p>A class that is written has a component for every required property, none that the schema does not name, and no enum value
 * that it does not allow. A class that is read may leave properties out, but reads none that nobody promises, and knows every
 * enum value that it may meet.
 */
public final class PayloadShape {

    private final boolean written;
    private final List<String> misfits = new ArrayList<>();

    private PayloadShape(boolean written) {
        this.written = written;
    }

    /** Where the class of payloads that a service sends does not fit; empty when it does. */
    public static List<String> misfitsOfWritten(String message, Class<?> payload) {
        return new PayloadShape(true).compare(message, payload);
    }

    /** Where the class into which a service reads payloads does not fit; empty when it does. */
    public static List<String> misfitsOfRead(String message, Class<?> payload) {
        return new PayloadShape(false).compare(message, payload);
    }

    private List<String> compare(String message, Class<?> payload) {
        compareRecord(
                message, payload, new SchemaFolder(Project.contracts()).root("schemas/" + message + ".v1.schema.json"));
        return misfits;
    }

    private void compareRecord(String place, Class<?> type, AppliedSchema schema) {
        Set<String> components = new HashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = annotation(component, JsonProperty.class)
                    .map(JsonProperty::value)
                    .orElse(component.getName());
            components.add(name);
            AppliedSchema property = schema.properties().get(name);
            if (property == null) {
                misfits.add("%s: the schema has no %s".formatted(place, name));
            } else {
                compareType(place + "/" + name, component.getGenericType(), isText(component), property);
            }
        }
        if (written) {
            schema.required().stream()
                    .filter(property -> !components.contains(property))
                    .forEach(property -> misfits.add("%s: %s is required".formatted(place, property)));
        }
    }

    private void compareType(String place, Type type, boolean asText, AppliedSchema schema) {
        Class<?> raw = rawClass(type);
        if (!fits(asText ? "string" : jsonType(raw), schema.keyword("type"))) {
            misfits.add("%s: the schema says %s, the class %s"
                    .formatted(place, schema.keyword("type"), raw.getSimpleName()));
        } else if (raw.isRecord()) {
            compareRecord(place, raw, schema);
        } else if (raw.isEnum()) {
            compareEnum(place, raw, schema.keyword("enum"));
        } else if (Collection.class.isAssignableFrom(raw) && schema.items() != null) {
            compareType(place + "/*", ((ParameterizedType) type).getActualTypeArguments()[0], false, schema.items());
        }
    }

    private void compareEnum(String place, Class<?> type, JsonNode allowed) {
        Set<String> known = new HashSet<>();
        Arrays.stream(type.getEnumConstants())
                .forEach(value -> known.add(Json.MAPPER.convertValue(value, String.class)));
        Set<String> promised = new HashSet<>();
        allowed.forEach(value -> promised.add(value.asText()));
        Set<String> unfit = new HashSet<>(written ? known : promised);
        unfit.removeAll(written ? promised : known);
        if (!unfit.isEmpty() && (!written || !promised.isEmpty())) {
            misfits.add("%s: %s is %s".formatted(place, unfit, written ? "not in the schema" : "unknown to the class"));
        }
    }

    private boolean fits(String jsonType, JsonNode schemaType) {
        if (jsonType == null
                || schemaType.isMissingNode()
                || schemaType.asText().equals(jsonType)) {
            return true;
        }
        boolean wholeForAny = jsonType.equals("integer") && schemaType.asText().equals("number");
        boolean anyForWhole = jsonType.equals("number") && schemaType.asText().equals("integer");
        return written ? wholeForAny : anyForWhole;
    }

    /** How JSON writes values of the class; null where it may be anything. */
    private static String jsonType(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (List.<Class<?>>of(int.class, Integer.class, long.class, Long.class, BigInteger.class)
                .contains(type)) {
            return "integer";
        }
        if (List.<Class<?>>of(double.class, Double.class, BigDecimal.class).contains(type)) {
            return "number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "array";
        }
        if (isText(type)) {
            return "string";
        }
        return type.isRecord() ? "object" : null;
    }

    private static boolean isText(Class<?> type) {
        return type == String.class
                || type == UUID.class
                || type.isEnum()
                || TemporalAccessor.class.isAssignableFrom(type)
                || Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    private static boolean isText(RecordComponent component) {
        return annotation(component, JsonFormat.class)
                .map(format -> format.shape() == JsonFormat.Shape.STRING)
                .orElse(false);
    }

    /** Jackson's annotations are not made for record components: the compiler puts them on the field. */
    private static <A extends Annotation> Optional<A> annotation(RecordComponent component, Class<A> annotation) {
        try {
            return Optional.ofNullable(component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotation(annotation));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record without the field of its component", e);
        }
    }

    private static Class<?> rawClass(Type type) {
        return type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : (Class<?>) type;
    }
}
