package io.aftersales.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import org.eclipse.microprofile.config.ConfigProvider;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Real tokens, signed by the issuer that {@link EdgeResource} started. */
final class Issuer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Issuer() {}

    static String agent() {
        return token("anna", "agent");
    }

    static String token(String subject, String... roles) {
        return token(Map.of("sub", subject, "groups", List.of(roles)), "aftersales");
    }

    /** The issuer's JWT bearer grant signs whatever claims it is handed. */
    static String token(Map<String, Object> claims, String audience) {
        return RestAssured.given()
                .baseUri(ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class))
                .basePath("")
                .formParam("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .formParam("client_id", "tests")
                .formParam("client_secret", "tests")
                .formParam("scope", audience)
                .formParam("assertion", unsigned(claims))
                .post("/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static String unsigned(Map<String, Object> claims) {
        try {
            return base64("{\"alg\":\"HS256\"}") + "." + base64(JSON.writeValueAsString(claims)) + "."
                    + base64("signed by nobody");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
