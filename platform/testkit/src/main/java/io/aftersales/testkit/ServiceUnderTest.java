package io.aftersales.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The service that {@code @QuarkusTest} started. */
public final class ServiceUnderTest {

    /** What every path of a REST API starts with. */
    public static final String API = "/api/v1";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ServiceUnderTest() {}

    /** Absolute address of a path, which starts with a slash. */
    public static URI uri(String path) {
        return URI.create("%s:%d%s".formatted(RestAssured.baseURI, RestAssured.port, path));
    }

    /** The OpenAPI document that the running service serves. */
    public static JsonNode openApi() {
        HttpRequest request = HttpRequest.newBuilder(uri("/q/openapi?format=json"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("no OpenAPI document: " + response.statusCode());
            }
            return Json.read(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("no OpenAPI document", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the OpenAPI document", e);
        }
    }
}
