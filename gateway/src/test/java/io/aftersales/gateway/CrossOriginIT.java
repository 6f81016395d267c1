package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
@TestProfile(CrossOriginIT.TwoOrigins.class)
class CrossOriginIT extends EdgeTest {

    private static final String DESK = "https://desk.example.com";

    @Test
    void answersThePreflightOfANamedOriginWithoutAToken() {
        anonymous()
                .header("Origin", DESK)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,idempotency-key")
                .options("/api/v1/invoices")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", DESK)
                .header("Access-Control-Allow-Methods", containsString("PATCH"))
                .header("Access-Control-Allow-Headers", containsString("Idempotency-Key"));
        assertThat(accounting.received()).isEmpty();
    }

    @Test
    void letsAPageOfANamedOriginReadAnswersAndProblemsAlike() {
        asAgent()
                .header("Origin", DESK)
                .get("/api/v1/invoices")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", DESK)
                .header("Access-Control-Expose-Headers", containsString("ETag"))
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", containsString("origin"));
        anonymous()
                .header("Origin", DESK)
                .get("/api/v1/invoices")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", DESK);
    }

    @Test
    void refusesPagesOfOtherOrigins() {
        for (String origin : new String[] {
            "https://evil.example", "http://desk.example.com", "https://desk.example.com.evil.example", "null"
        }) {
            asAgent()
                    .header("Origin", origin)
                    .get("/api/v1/invoices")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .header("Access-Control-Allow-Origin", nullValue())
                    .body("code", equalTo("forbidden"));
        }
        assertThat(accounting.received()).isEmpty();
    }

    @Test
    void needsNoPermissionForPagesOfItsOwn() {
        asAgent()
                .header("Origin", "http://localhost:" + gateway("/").getPort())
                .header("Host", "localhost:" + gateway("/").getPort())
                .post("/api/v1/invoices")
                .then()
                .statusCode(200);
    }

    public static class TwoOrigins implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gateway.cors-origins", DESK + ",https://portal.example.com");
        }
    }
}
