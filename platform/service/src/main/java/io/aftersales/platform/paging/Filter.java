package io.aftersales.platform.paging;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/** Reads query parameters of lists; one that was not given is null. */
public final class Filter {

    private Filter() {}

    /** @throws RuleBroken 400 for a value that the JSON of such a document never shows */
    public static <E extends Enum<E>> E byName(Class<E> type, String parameter, String value) {
        if (value == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> jsonName(type, constant).equals(value))
                .findFirst()
                .orElseThrow(() -> malformed(parameter, value));
    }

    private static <E extends Enum<E>> String jsonName(Class<E> type, E constant) {
        try {
            JsonProperty written = type.getField(constant.name()).getAnnotation(JsonProperty.class);
            return written == null ? constant.name().toLowerCase(Locale.ROOT) : written.value();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws RuleBroken 400 for what is no UUID */
    public static UUID uuid(String parameter, String value) {
        try {
            return value == null ? null : UUID.fromString(value);
        } catch (IllegalArgumentException notAUuid) {
            throw malformed(parameter, value);
        }
    }

    /** @throws RuleBroken 400 for what is no RFC 3339 time stamp, whose years have four digits */
    public static Instant instant(String parameter, String value) {
        if (value == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value);
            if (time.getYear() >= 0 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeParseException notATime) {
            throw malformed(parameter, value);
        }
        throw malformed(parameter, value);
    }

    private static RuleBroken malformed(String parameter, String value) {
        return new RuleBroken(GeneralProblem.MALFORMED_REQUEST, parameter + " cannot be " + value);
    }
}
