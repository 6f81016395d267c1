package io.aftersales.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;

/**
 * A problem document (RFC 9457).
 *
 * @param type stable URI of the kind of problem, {@code urn:aftersales:problem:<code>}
 * @param title what the kind means, the same for every occurrence
 * @param status the HTTP status
 * @param detail what happened this time, for a person; never a class name, SQL or a stack trace
 * @param instance path of the request
 * @param code the machine-readable name of the broken rule
 * @param violations the fields that broke it, empty when the problem is not about fields
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** How long a client should wait after a 503, in seconds. */
    public static final int RETRY_AFTER_SECONDS = 2;

    private static final String TYPE_PREFIX = "urn:aftersales:problem:";

    public static Problem of(ProblemCode code, String detail, String instance) {
        return of(code, detail, instance, List.of());
    }

    public static Problem of(ProblemCode code, String detail, String instance, List<Violation> violations) {
        return new Problem(
                TYPE_PREFIX + code.code(), code.meaning(), code.status(), detail, instance, code.code(), violations);
    }
}
