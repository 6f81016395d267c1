package io.aftersales.local.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Somebody who uses the public REST API. Every POST carries an {@code Idempotency-Key}, so a request whose answer was
 * lost, or that was refused for a passing reason, is simply sent again: for up to a minute.
 */
public final class ApiClient {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration ACTION_PATIENCE = Duration.ofMinutes(2);
    private static final String UNDER_WAY = "requested";
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(50);
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    /** Two services learn of each other's records by events: a moment after the answer. */
    private static final String NOT_KNOWN_YET = "unknown-";

    /** A service that has only just started is not known to the helpdesk for a moment. */
    private static final String NOT_ANNOUNCED_YET = "service-not-installed";

    /** Until a service has heard of the company's currency it goes by another. */
    private static final String CURRENCY_NOT_KNOWN_YET = "currency-mismatch";

    /** The same request, whose answer was lost, is still at work. */
    private static final String STILL_AT_WORK = "request-in-progress";

    private static final Set<String> PASSING_CODES = Set.of(NOT_ANNOUNCED_YET, CURRENCY_NOT_KNOWN_YET, STILL_AT_WORK);

    private final ObjectMapper json = new ObjectMapper();
    private final URI base;
    private final HttpClient http;
    private final Supplier<String> tokens;
    private volatile Token token;

    /**
     * @param base such as {@code http://127.0.0.1:8080/api/v1/}
     * @param tokens makes a new access token of this user
     */
    public ApiClient(URI base, HttpClient http, Supplier<String> tokens) {
        this.base = base;
        this.http = http;
        this.tokens = tokens;
    }

    /** @param path below the base, without a leading slash */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /**
     * Every item of a list, page after page.
     *
     * @param path with or without filters, such as {@code invoices?state=posted}
     */
    public List<JsonNode> list(String path) {
        List<JsonNode> items = new ArrayList<>();
        String first = path + (path.contains("?") ? "&" : "?") + "limit=200";
        String next = first;
        while (next != null) {
            JsonNode page = get(next).body();
            page.path("items").forEach(items::add);
            next = page.hasNonNull("next")
                    ? first + "&cursor=" + page.path("next").asText()
                    : null;
        }
        return items;
    }

    /**
     * @param key of the effect: the same key and body have it once, however often they are sent
     * @param body made into JSON; none is sent if empty
     */
    public Answer post(String path, String key, Map<String, ?> body) {
        return send(withBody(request(path).header("Idempotency-Key", key), "POST", "application/json", body));
    }

    /**
     * As {@link #post}, and waits for the action's end: up to so many seconds with each request, and for two minutes in all. The
     * answer to the last request shows the action as it is then.
     */
    public Answer postAndWait(String path, String key, Map<String, ?> body, int seconds) {
        long deadline = System.nanoTime() + ACTION_PATIENCE.toNanos();
        while (true) {
            Answer action = send(withBody(
                    request(path).header("Idempotency-Key", key).header("Prefer", "wait=" + seconds),
                    "POST",
                    "application/json",
                    body));
            if (!action.body().path("status").asText().equals(UNDER_WAY) || System.nanoTime() > deadline) {
                return action;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /**
     * Imports rows; those whose external reference is there already are left alone, so that this may be done again.
     *
     * @return the result: how many were imported and known, and which were refused
     */
    public JsonNode importRows(String kind, List<? extends Map<String, ?>> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(write(row)).append('\n'));
        return send(request("imports/" + kind)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(lines.toString())))
                .body();
    }

    /** Changes the version that was read, and no other. */
    public Answer patch(String path, String etag, Map<String, ?> change) {
        return send(withBody(request(path).header("If-Match", etag), "PATCH", "application/merge-patch+json", change));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
    }

    private HttpRequest.Builder withBody(HttpRequest.Builder request, String method, String type, Map<String, ?> body) {
        return body.isEmpty()
                ? request.method(method, BodyPublishers.noBody())
                : request.header("Content-Type", type).method(method, BodyPublishers.ofString(write(body)));
    }

    private String write(Map<String, ?> body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Answer send(HttpRequest.Builder request) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long pause = 100; ; pause = Math.min(2 * pause, 3_000)) {
            request.setHeader("Authorization", "Bearer " + accessToken());
            HttpRequest attempt = request.build();
            boolean late = System.nanoTime() > deadline;
            try {
                HttpResponse<String> response = http.send(attempt, BodyHandlers.ofString());
                Answer answer = new Answer(
                        response.statusCode(),
                        response.headers().firstValue("ETag").orElse(null),
                        parse(response.body()));
                if (answer.status() < 300) {
                    return answer;
                }
                if (late || !mayPass(answer)) {
                    throw new ApiException(
                            answer.status(),
                            "%s %s was answered %d %s"
                                    .formatted(attempt.method(), attempt.uri(), answer.status(), response.body()));
                }
            } catch (IOException e) {
                if (late) {
                    throw new ApiException(attempt.method() + " " + attempt.uri() + " found nobody: " + e, e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiException("interrupted", e);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        }
    }

    private static boolean mayPass(Answer answer) {
        return PASSING.contains(answer.status())
                || answer.status() == 422 && answer.body().path("code").asText().startsWith(NOT_KNOWN_YET)
                || PASSING_CODES.contains(answer.body().path("code").asText());
    }

    private JsonNode parse(String body) throws IOException {
        return body.isBlank() ? MissingNode.getInstance() : json.readTree(body);
    }

    private String accessToken() {
        Token current = token;
        if (current == null || current.isOld()) {
            current = new Token(tokens.get(), System.nanoTime());
            token = current;
        }
        return current.value;
    }

    private record Token(String value, long at) {

        boolean isOld() {
            return System.nanoTime() - at > TOKEN_LIFE.toNanos();
        }
    }

    /** @param etag the version of the document in the body, or null */
    public record Answer(int status, String etag, JsonNode body) {

        /** The {@code id} of the document. */
        public String id() {
            return body.path("id").asText();
        }
    }
}
