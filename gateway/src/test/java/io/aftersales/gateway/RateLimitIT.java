package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
@TestProfile(RateLimitIT.Stingy.class)
class RateLimitIT extends EdgeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void tellsACallerWhatIsLeft() {
        as(Issuer.token("tina", "agent"))
                .get("/api/v1/invoices")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", "\"caller\";q=3;w=30")
                .header("RateLimit", matchesPattern("\"caller\";r=2;t=([1-9]|10)"));
    }

    @Test
    void refusesACallerThatSentTooMuchAndNobodyElse() {
        String greedy = Issuer.token("greta", "agent");
        for (int i = 0; i < 3; i++) {
            as(greedy).get("/api/v1/invoices").then().statusCode(200);
        }
        as(greedy)
                .get("/api/v1/invoices")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]|10"))
                .header("RateLimit", matchesPattern("\"caller\";r=0;t=\\d+"))
                .body("code", equalTo("too-many-requests"));
        as(Issuer.token("maria", "agent")).get("/api/v1/invoices").then().statusCode(200);
        assertThat(accounting.received()).hasSize(4);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> as(greedy).get("/api/v1/invoices").statusCode() == 200);
    }

    @Test
    void countsAllTokensOfOneCallerTogether() {
        for (int i = 0; i < 3; i++) {
            as(Issuer.token("paul", "agent", "role" + i))
                    .get("/api/v1/invoices")
                    .then()
                    .statusCode(200);
        }
        as(Issuer.token("paul", "agent")).get("/api/v1/invoices").then().statusCode(429);
    }

    @Test
    void letsNobodyGuessTokensAtLeisure() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> as("guess").get("/api/v1/invoices").statusCode() == 429);
        asAgent().get("/api/v1/invoices").then().statusCode(200);
    }

    /** A request comes back every ten seconds: not while a test still uses up what it has. */
    public static class Stingy implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gateway.rate-limit.requests", "3",
                    "gateway.rate-limit.unauthenticated-requests", "10",
                    "gateway.rate-limit.window", "30S");
        }
    }
}
