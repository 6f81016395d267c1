package io.aftersales.local.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.local.process.SuiteException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The suite's token issuer as its clients see it, whichever process runs it. */
public final class TokenIssuer {

    static final String NAME = "aftersales";

    private final int port;
    private final HttpClient http;

    public TokenIssuer(int port, HttpClient http) {
        this.port = port;
        this.http = http;
    }

    /** The {@code iss} of the tokens, under which metadata and keys are found. */
    public URI issuer() {
        return URI.create("http://127.0.0.1:%d/%s".formatted(port, NAME));
    }

    public URI tokenEndpoint() {
        return URI.create(issuer() + "/token");
    }

    /**
     * A new access token, good for an hour, by the password grant as any client would get it.
     *
     * @throws SuiteException if nobody is called that, or nobody issues tokens
     */
    public String token(String username) {
        HttpRequest request = HttpRequest.newBuilder(tokenEndpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=password&client_id=aftersales&password=any&username=" + username))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new SuiteException("No token for %s: %s".formatted(username, response.body()));
            }
            return new ObjectMapper()
                    .readTree(response.body())
                    .get("access_token")
                    .asText();
        } catch (IOException e) {
            throw new SuiteException("The token issuer does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("interrupted", e);
        }
    }
}
