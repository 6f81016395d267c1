package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.URI;
import java.util.Map;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
@TestProfile(IssuerAwayIT.NoIssuer.class)
class IssuerAwayIT extends EdgeTest {

    private static final String STRANGERS_TOKEN =
            "eyJhbGciOiJSUzI1NiIsImtpZCI6ImFmdGVyc2FsZXMifQ.eyJzdWIiOiJhbm5hIn0.c2lnbmVk";

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    URI issuer;

    @Test
    void asksToTryAgainLaterUntilTheIssuerIsThereAndKnowsCallersWhenItLeaves() {
        isUnavailable(STRANGERS_TOKEN);
        MockOAuth2Server started = new MockOAuth2Server();
        started.start(InetAddress.getLoopbackAddress(), issuer.getPort());
        String token;
        String unseen;
        try {
            token = Issuer.agent();
            unseen = STRANGERS_TOKEN.replace(
                    "eyJhbGciOiJSUzI1NiIsImtpZCI6ImFmdGVyc2FsZXMifQ", "eyJhbGciOiJSUzI1NiIsImtpZCI6Im5ldyJ9");
            as(token).get("/api/v1/invoices").then().statusCode(200);
            as(unseen).get("/api/v1/invoices").then().statusCode(401);
        } finally {
            started.shutdown();
        }
        as(token).get("/api/v1/invoices").then().statusCode(200);
        isUnavailable(unseen);
        anonymous().get("/api/v1/invoices").then().statusCode(401);
        as("nonsense").get("/api/v1/invoices").then().statusCode(401);
    }

    private static void isUnavailable(String token) {
        as(token)
                .get("/api/v1/invoices")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", equalTo("service-unavailable"))
                .body("detail", containsString("issuer"));
    }

    public static class NoIssuer implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.oidc.auth-server-url", "http://127.0.0.1:" + EdgeResource.freePort() + "/aftersales");
        }
    }
}
