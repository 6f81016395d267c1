package io.aftersales.testkit.access;

import io.aftersales.testkit.Json;
import io.aftersales.testkit.TestUser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Function;

/** Calls endpoints in the name of users. */
final class Caller {

    private static final Duration TIME_OUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Function<String, URI> addresses;
    private final Function<TestUser, String> tokens;

    /**
     * @param addresses from a path below {@code /api/v1} to its address
     * @param tokens of users
     */
    Caller(Function<String, URI> addresses, Function<TestUser, String> tokens) {
        this.addresses = addresses;
        this.tokens = tokens;
    }

    /** What came back, as far as the matrix looks at it. */
    record Answer(int status, String contentType) {}

    /**
     * One call. The answer's body is not read: a stream of events never ends.
     *
     * @param path with its placeholders filled
     * @param user null for a call without token
     */
    Answer call(Operation operation, String path, TestUser user, Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(addresses.apply(path)).timeout(TIME_OUT);
        if (user != null) {
            request.header("Authorization", "Bearer " + tokens.apply(user));
        }
        if (operation.method().equals("PATCH")) {
            request.header("If-Match", "*");
        }
        if (operation.contentType() == null) {
            request.method(operation.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", operation.contentType());
            request.method(operation.method(), BodyPublishers.ofString(Json.write(body)));
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            response.body().close();
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("%s %s".formatted(operation.method(), path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling " + path, e);
        }
    }
}
