package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.hamcrest.Matchers.equalTo;

/** With an ingress in front that an operator trusts, what it says of the client is passed on. */
@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
@TestProfile(BehindAProxyIT.TrustingTheProxy.class)
class BehindAProxyIT extends EdgeTest {

    @Test
    void tellsTheServiceWhatTheProxySaysOfTheClient() {
        asAgent()
                .header("X-Forwarded-For", "203.0.113.7")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "api.example.com")
                .get("/api/v1/invoices")
                .then()
                .statusCode(200)
                .body("headers.x-forwarded-for", equalTo("203.0.113.7"))
                .body("headers.x-forwarded-proto", equalTo("https"))
                .body("headers.x-forwarded-host", equalTo("api.example.com"))
                .body("headers.host", equalTo("api.example.com"));
    }

    @Test
    void knowsItsOwnOriginByTheNameThatBrowsersUse() {
        asAgent()
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "api.example.com")
                .header("Origin", "https://api.example.com")
                .post("/api/v1/invoices")
                .then()
                .statusCode(200);
        asAgent()
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "api.example.com")
                .header("Origin", "https://evil.example")
                .post("/api/v1/invoices")
                .then()
                .statusCode(403);
    }

    public static class TrustingTheProxy implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.enable-forwarded-host", "true");
        }
    }
}
