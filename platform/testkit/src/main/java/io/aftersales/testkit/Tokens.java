package io.aftersales.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Access tokens as an OpenID Connect provider gives them: RS256 JWTs of the issuer of {@link WithInfrastructure}, good for an
 * hour, with the claims that {@link TestUser} names.
 */
public final class Tokens {

    /** The audience that the services under test ask for. */
    public static final String AUDIENCE = "aftersales";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<TestUser, String> ISSUED = new ConcurrentHashMap<>();

    private Tokens() {}

    /** A token of the role's {@link TestUser#inRole}. */
    public static String of(String role) {
        return of(TestUser.inRole(role));
    }

    /** A token of this user; the same one each time. */
    public static String of(TestUser user) {
        return ISSUED.computeIfAbsent(user, Tokens::issue);
    }

    /**
     * The issuer's JWT bearer grant signs the claims of whatever JWT it is handed, without checking who signed that: this way
     * any class loader, and any process, gets tokens with claims of its choice.
     */
    private static String issue(TestUser user) {
        Map<String, String> form = Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "client_id", "tests",
                "client_secret", "tests",
                "scope", AUDIENCE,
                "assertion", claimed(user.claims()));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(Infrastructure.running().issuer() + "/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)))
                .build();
        try {
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("no token for " + user + ": " + response.body());
            }
            return Json.read(response.body()).path("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException("no token for " + user, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for a token", e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String claimed(Map<String, Object> claims) {
        return String.join(".", base64("{\"alg\":\"HS256\"}"), base64(Json.write(claims)), base64("signed by nobody"));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
