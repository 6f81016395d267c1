package io.aftersales.platform.problem;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A rule of the product was broken by what was asked. At a REST endpoint it becomes a problem document; in a command handler
 * it becomes the command's {@code …-rejected} event. It is an answer, not a failure: nothing is logged and nothing retried.
 */
public class RuleBroken extends RuntimeException {

    private final transient ProblemCode code;
    private final transient List<Violation> violations;
    private final transient URI location;
    private final transient Duration retryAfter;

    public RuleBroken(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    public RuleBroken(ProblemCode code, String detail, List<Violation> violations) {
        this(code, detail, violations, null, null);
    }

    private RuleBroken(ProblemCode code, String detail, List<Violation> violations, URI location, Duration retryAfter) {
        // An answer needs no stack trace, and filling it in costs more than the whole check.
        super(detail, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.location = location;
        this.retryAfter = retryAfter;
    }

    /** The refusal of one field: 422 {@code invalid-request} with a single violation. */
    public static RuleBroken invalid(String field, String message) {
        return new RuleBroken(
                GeneralProblem.INVALID_REQUEST, field + ": " + message, List.of(new Violation(field, message)));
    }

    /** 404, for what does not exist and for what the caller may not know of alike. */
    public static RuleBroken notFound(String what, Object id) {
        return new RuleBroken(GeneralProblem.NOT_FOUND, "There is no " + what + " " + id);
    }

    /** The same refusal, of which a record was made all the same; at a REST endpoint its address is the {@code Location}. */
    public RuleBroken keptAt(URI record) {
        return new RuleBroken(code, getMessage(), violations, record, retryAfter);
    }

    /** The same refusal, which will have passed after this time; at a REST endpoint it is the {@code Retry-After}. */
    public RuleBroken passingAfter(Duration time) {
        return new RuleBroken(code, getMessage(), violations, location, time);
    }

    public ProblemCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Optional<URI> location() {
        return Optional.ofNullable(location);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
