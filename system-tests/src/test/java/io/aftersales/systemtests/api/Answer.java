package io.aftersales.systemtests.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.aftersales.testkit.Json;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What came back for a request.
 *
 * @param request method and path, to name the request in failures
 * @param text the body as it came
 */
public record Answer(String request, int status, HttpHeaders headers, String text) {

    static Answer of(String request, HttpResponse<String> response) {
        return new Answer(request, response.statusCode(), response.headers(), response.body());
    }

    /** This answer, if it has the status; fails otherwise. */
    public Answer expect(int wanted) {
        assertThat(status).as("%s was answered %s", request, text).isEqualTo(wanted);
        return this;
    }

    /** This answer, if it is a problem document of that status and code; fails otherwise. */
    public Answer expectProblem(int wanted, String code) {
        expect(wanted);
        assertThat(header("Content-Type")).as("media type of %s", this).startsWith("application/problem+json");
        assertThat(at("/code")).as("code of %s", this).isEqualTo(code);
        return this;
    }

    public JsonNode body() {
        return text.isBlank() ? MissingNode.getInstance() : Json.read(text);
    }

    /** Text at a JSON pointer; empty where there is nothing. */
    public String at(String pointer) {
        return body().at(pointer).asText();
    }

    public UUID id() {
        return UUID.fromString(at("/id"));
    }

    /** The value of a header; null without it. */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    public String etag() {
        return header("ETag");
    }

    @Override
    public String toString() {
        return "%s → %d %s".formatted(request, status, text);
    }
}
