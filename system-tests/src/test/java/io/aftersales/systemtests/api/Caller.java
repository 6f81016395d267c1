package io.aftersales.systemtests.api;

import io.aftersales.testkit.EventStream;
import io.aftersales.testkit.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A front end that calls the REST API with a real token. It sends each request once and hands back whatever comes; that it may
 * be used by many threads at once is the point of some tests.
 */
public final class Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final String token;
    private final Map<String, String> headers;

    /** @param base such as {@code http://127.0.0.1:8080/api/v1/} */
    public Caller(URI base, String token) {
        this(base, token, Map.of());
    }

    private Caller(URI base, String token, Map<String, String> headers) {
        this.base = base;
        this.token = token;
        this.headers = headers;
    }

    /** The same caller, whose requests carry these headers as well. */
    public Caller with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Caller(base, token, Map.copyOf(all));
    }

    /** The same caller, whose POSTs have one effect, however often they are sent. */
    public Caller once(String key) {
        return with(Map.of("Idempotency-Key", key));
    }

    /** The same caller, who prefers to wait for the outcome of an action. */
    public Caller waiting(int seconds) {
        return with(Map.of("Prefer", "wait=" + seconds));
    }

    /** @param path below the base, with or without a leading slash */
    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** What a GET is answered with, as it came; fails unless that is 200. */
    public byte[] download(String path) {
        HttpResponse<byte[]> answer = exchange(request("GET", path, null), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new AssertionError("GET %s → %d".formatted(path, answer.statusCode()));
        }
        return answer.body();
    }

    public Answer post(String path, Object body) {
        return send("POST", path, Json.write(body));
    }

    /** A change of the version that was read, and no other. */
    public Answer patch(String path, String etag, Object change) {
        return with(Map.of("If-Match", etag, "Content-Type", "application/merge-patch+json"))
                .send("PATCH", path, Json.write(change));
    }

    /**
     * Opens a stream of events.
     *
     * @param lastEventId where to go on from; null for now
     */
    public EventStream stream(String path, String lastEventId) {
        return EventStream.open(address(path), token, lastEventId);
    }

    /**
     * Sends a request as it is.
     *
     * @param body text of the body; null for none
     * @throws UncheckedIOException if no answer comes
     */
    public Answer send(String method, String path, String body) {
        return Answer.of(method + " " + path, exchange(request(method, path, body), BodyHandlers.ofString()));
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> body) {
        try {
            return HTTP.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer to %s %s".formatted(request.method(), request.uri()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private URI address(String path) {
        return base.resolve(path.replaceFirst("^/", ""));
    }

    private HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        return request.build();
    }
}
