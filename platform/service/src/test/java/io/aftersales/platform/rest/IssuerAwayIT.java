package io.aftersales.platform.rest;

import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.hamcrest.Matchers.equalTo;

/** A service that started while the issuer is away, and so has none of its keys. */
@QuarkusTest
@WithInfrastructure
@WithTestResource(IssuerAwayIT.NoIssuer.class)
class IssuerAwayIT {

    /** Nobody listens there. */
    public static final class NoIssuer implements QuarkusTestResourceLifecycleManager {

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            return Map.of("quarkus.oidc.auth-server-url", "http://127.0.0.1:1/aftersales");
        }

        @Override
        public void stop() {}
    }

    @Test
    void answers503SinceNoTokenCanBeChecked() {
        Rest.as("agent")
                .get("/parcels")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .body("code", equalTo("service-unavailable"));
    }

    @Test
    void answers401WithoutATokenAllTheSame() {
        Rest.anonymous().get("/parcels").then().statusCode(401);
    }
}
