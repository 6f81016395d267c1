package io.aftersales.platform.problem;

/** The refusals that any endpoint of any service may answer with. */
public enum GeneralProblem implements ProblemCode {
    MALFORMED_REQUEST(
            "malformed-request", 400, "The request cannot be read: malformed JSON, unknown property or wrong type"),
    UNAUTHENTICATED("unauthenticated", 401, "A valid bearer token is needed"),
    FORBIDDEN("forbidden", 403, "The caller's roles do not allow this"),
    NOT_FOUND("not-found", 404, "There is no such resource, or the caller may not know of it"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The resource does not support this method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "None of the accepted media types can be produced"),
    CONFLICT("conflict", 409, "The resource was changed by somebody else at the same moment"),
    REQUEST_IN_PROGRESS("request-in-progress", 409, "The first request with this Idempotency-Key has not finished yet"),
    STALE_VERSION("stale-version", 412, "The resource has changed since the version named in If-Match"),
    TOO_LARGE("too-large", 413, "The body is larger than 1 MiB"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body's media type is not understood"),
    INVALID_REQUEST("invalid-request", 422, "A field breaks its rule; violations name which"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "This Idempotency-Key was used with another body"),
    REPLAY_FAILED("replay-failed", 422, "The message failed again; the dead letter stays"),
    ACTION_UNKNOWN(
            "action-unknown", 422, "The action of a discarded command cannot be read from it and has to be named"),
    ACTION_WAITS(
            "action-waits", 422, "The message was never sent, and an action waits for it: it can only be sent again"),
    PRECONDITION_REQUIRED("precondition-required", 428, "If-Match with the resource's ETag is needed"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "The caller's rate limit is used up"),
    INTERNAL("internal", 500, "The service failed; the failure is logged under the request's id"),
    SERVICE_UNAVAILABLE(
            "service-unavailable", 503, "The service, its database or the token issuer is away for the moment"),
    OUTBOX_OVERDUE("outbox-overdue", 503, "The message broker has been away for too long to accept new work");

    private final String code;
    private final int status;
    private final String meaning;

    GeneralProblem(String code, int status, String meaning) {
        this.code = code;
        this.status = status;
        this.meaning = meaning;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** The general problem that an HTTP status stands for when nothing more is known. */
    public static GeneralProblem ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 412 -> STALE_VERSION;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> INVALID_REQUEST;
            case 428 -> PRECONDITION_REQUIRED;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> SERVICE_UNAVAILABLE;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL;
        };
    }
}
