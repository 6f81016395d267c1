package io.aftersales.local.suite;

import io.aftersales.local.api.ApiClient;
import io.aftersales.local.identity.TokenIssuer;
import io.aftersales.local.process.SuiteException;
import io.aftersales.local.topology.Topology;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The REST API of a suite on this machine and those who use it, whichever process runs the suite. */
public final class SuiteApi {

    private final URI gateway;
    private final TokenIssuer tokens;
    private final HttpClient http;

    SuiteApi(int gatewayPort, TokenIssuer tokens, HttpClient http) {
        this.gateway = URI.create("http://127.0.0.1:" + gatewayPort);
        this.tokens = tokens;
        this.http = http;
    }

    /**
     * That of the suite which another process runs.
     *
     * @param portOffset by which its ports are above the topology's
     * @throws SuiteException if there is none, or it is not ready
     */
    public static SuiteApi running(int portOffset) {
        Topology topology = Topology.load();
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        TokenIssuer tokens = new TokenIssuer(topology.infrastructure().oidc().port() + portOffset, http);
        SuiteApi api = new SuiteApi(topology.gateway().port() + portOffset, tokens, http);
        api.requireReady();
        return api;
    }

    private void requireReady() {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new SuiteException("The suite at %s is not ready (%d).".formatted(gateway, status));
            }
        } catch (IOException e) {
            throw new SuiteException(
                    "No suite runs at %s. Start one with ./run in another terminal, and name its --port-offset if it has one."
                            .formatted(gateway),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("interrupted", e);
        }
    }

    /** The base of the REST API: {@code http://127.0.0.1:8080/api/v1/}. */
    public URI base() {
        return gateway.resolve("/api/v1/");
    }

    /** Calls the API as this user. */
    public ApiClient client(String username) {
        return new ApiClient(base(), http, () -> tokens.token(username));
    }
}
