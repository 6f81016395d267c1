package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
class BearerIT extends EdgeTest {

    @Test
    void letsNobodyInWithoutAToken() {
        anonymous()
                .get("/api/v1/invoices")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("code", equalTo("unauthenticated"))
                .body("instance", equalTo("/api/v1/invoices"));
        anonymous().body(new byte[100_000]).post("/api/v1/invoices").then().statusCode(401);
        assertThat(accounting.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer nonsense",
                "Bearer a.b.c",
                "Bearer e30.e30.e30",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIn0.",
                "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6Im5vYm9keSJ9.eyJzdWIiOiJhbm5hIn0.c2lnbmVk",
                "Basic YW5uYTphbm5h",
                "Bearer \u00e4\u00f6\u00fc",
                "Bearer ...."
            })
    void letsNobodyInWithATokenThatIsNone(String authorization) {
        anonymous()
                .header("Authorization", authorization)
                .get("/api/v1/invoices")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
        assertThat(accounting.received()).isEmpty();
    }

    @Test
    void letsNobodyInWithATokenThatWasChanged() {
        String[] parts = Issuer.agent().split("\\.");
        String other = Issuer.token("eve", "operator").split("\\.")[1];
        as(parts[0] + "." + other + "." + parts[2])
                .get("/api/v1/invoices")
                .then()
                .statusCode(401);
        as(parts[0] + "." + parts[1] + "." + parts[2].substring(0, parts[2].length() - 8) + "AAAAAAAA")
                .get("/api/v1/invoices")
                .then()
                .statusCode(401);
        assertThat(accounting.received()).isEmpty();
    }

    @Test
    void letsNobodyInWithATokenForSomebodyElse() {
        String token = Issuer.token(Map.of("sub", "anna", "groups", List.of("agent")), "another-audience");
        as(token).get("/api/v1/invoices").then().statusCode(401);
    }

    @Test
    void letsNobodyInWithTwoTokens() {
        String answer = rawGet(
                "/api/v1/invoices",
                "Authorization: Bearer " + Issuer.agent(),
                "Authorization: Bearer " + Issuer.token("eve", "operator"));
        assertThat(answer).startsWith("HTTP/1.1 401");
        assertThat(accounting.received()).isEmpty();
    }

    @Test
    void takesTheSchemeInAnyCase() {
        anonymous()
                .header("Authorization", "bearer " + Issuer.agent())
                .get("/api/v1/invoices")
                .then()
                .statusCode(200);
    }

    @Test
    void asksForTheOperatorsRoleAtOperatorsEndpoints() {
        as(Issuer.agent())
                .get("/api/v1/admin/accounting/dead-letters")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("forbidden"));
        assertThat(accounting.received()).isEmpty();
        as(Issuer.token("otto", "operator"))
                .get("/api/v1/admin/accounting/dead-letters")
                .then()
                .statusCode(200)
                .body("service", equalTo("accounting"))
                .body("uri", equalTo("/api/v1/admin/accounting/dead-letters"));
    }

    @Test
    void leavesTheDecisionWhoMayDoWhatToTheServices() {
        as(Issuer.token("carl", "customer")).get("/api/v1/invoices").then().statusCode(200);
    }

    @Test
    void answersUnknownPathsWithoutAskingWhoAsks() {
        for (String path :
                List.of("/api/v1/nothing", "/api/v2/tickets", "/api/v1/admin/nobody/outbox", "/somewhere", "/api")) {
            anonymous()
                    .get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("not-found"));
        }
    }
}
