package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No way of writing a path gets past the bearer check, to an operator's endpoint, or to what is not routed. */
@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
class PathTricksIT extends EdgeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/invoices",
                "/api/v1//invoices",
                "/api//v1/invoices",
                "/api/v1/./invoices",
                "/api/v1/x/../invoices",
                "/api/v1/tickets/../admin/accounting/outbox",
                "/api/v1/tickets/..;/admin/accounting/outbox",
                "/api/v1/tickets/%2e%2e/admin/accounting/outbox",
                "/api/v1/tickets/%2e%2e%2fadmin/accounting/outbox",
                "/api/v1/tickets%2f..%2fadmin%2faccounting%2foutbox",
                "/api/v1/invoices;jsessionid=1",
                "/api/v1/invoices%3Ba=b",
                "/api;x/v1/invoices",
                "/api/v1/invoices%252f..%252f",
                "/api/v1/invoices/..\\..\\q\\metrics",
                "/api/v1/invoices/%5c..%5cq",
                "/api/v1/invoices%00",
                "/api/v1/docs/../invoices",
                "/api/v1/openapi.json/../invoices",
                "/api/v1/docs/..%2f..%2finvoices",
                "/%61pi/v1/invoices",
                "/api/v1/invoice%73",
                "/API/V1/INVOICES",
                "/api/v1/\u017fnvoices"
            })
    void getsNobodyAnywhere(String path) {
        for (String token : new String[] {"", "Authorization: Bearer " + Issuer.agent()}) {
            String answer = rawGet(path, token.isEmpty() ? "X-None: 1" : token);
            assertThat(answer).matches("(?s)HTTP/1\\.1 (400|401|404) .*").doesNotContain("\"service\"");
        }
        assertThat(accounting.received()).isEmpty();
        assertThat(helpdesk.received()).isEmpty();
        assertThat(otherHelpdesk.received()).isEmpty();
    }

    @Test
    void takesAnAbsoluteRequestTargetForWhatItsPathSays() {
        String answer = rawGet("http://elsewhere.example/api/v1/invoices", "X-None: 1");
        assertThat(answer).startsWith("HTTP/1.1 401");
        String authorized =
                rawGet("http://elsewhere.example/api/v1/invoices?a=1", "Authorization: Bearer " + Issuer.agent());
        assertThat(authorized).startsWith("HTTP/1.1 200");
        assertThat(accounting.received()).containsExactly("GET /api/v1/invoices?a=1");
    }

    @Test
    void servesNothingOfTheServicesButTheirResources() {
        assertThat(rawGet("/api/v1/q/metrics", "Authorization: Bearer " + Issuer.agent()))
                .startsWith("HTTP/1.1 404");
        assertThat(accounting.received()).isEmpty();
    }

    @Test
    void saysInAProblemDocumentThatAnAddressIsTooLong() {
        String answer = rawGet("/api/v1/invoices?q=" + "a".repeat(5_000), "Authorization: Bearer " + Issuer.agent());
        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed-request\"");
        assertThat(accounting.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS * HTTP/1.1",
                "CONNECT 127.0.0.1:22 HTTP/1.1",
                "TRACE /api/v1/invoices HTTP/1.1",
                "BREW /api/v1/invoices HTTP/1.1"
            })
    void hasNoUseForTheOtherMethods(String line) {
        String answer =
                raw(line, "Host: 127.0.0.1", "Connection: close", "Authorization: Bearer " + Issuer.agent(), "", "");
        assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
        assertThat(accounting.received()).isEmpty();
    }
}
