package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
@TestProfile(ApiDocumentIT.AlwaysAsking.class)
class ApiDocumentIT extends EdgeTest {

    private static final String ACCOUNTING = """
            {"openapi":"3.1.0","info":{"title":"accounting","version":"1"},
             "paths":{"/api/v1/invoices":{"get":{"operationId":"invoices","responses":{"200":{"description":"OK",
               "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Invoice"}}}}}}}},
             "components":{"schemas":{"Invoice":{"type":["object","null"],"properties":{"number":{"type":"string"}}}}}}""";
    private static final String HELPDESK = """
            {"openapi":"3.1.0","info":{"title":"helpdesk","version":"1"},
             "paths":{"/api/v1/tickets":{"get":{"operationId":"tickets","responses":{"200":{"description":"OK"}}}}}}""";

    @Test
    void isOneValidDocumentOfTheServicesThatAreThere() {
        helpdesk.behave(request -> request.response().setStatusCode(404).end());
        otherHelpdesk.behave(request -> request.response().setStatusCode(404).end());
        accounting.behave(request -> request.response().end(ACCOUNTING));
        assertThat(document().getPaths()).containsOnlyKeys("/api/v1/invoices");
        assertThat(accounting.received()).contains("GET /q/openapi?format=json");

        helpdesk.behave(request -> request.response().end(HELPDESK));
        otherHelpdesk.behave(request -> request.response().end(HELPDESK));
        assertThat(document().getPaths()).containsOnlyKeys("/api/v1/invoices", "/api/v1/tickets");

        accounting.stop();
        helpdesk.stop();
        otherHelpdesk.behave(request -> request.response().end("not JSON"));
        assertThat(document().getPaths()).containsOnlyKeys("/api/v1/invoices", "/api/v1/tickets");
    }

    @Test
    void isNotSentAgainToWhomHasIt() {
        accounting.behave(request -> request.response().end(ACCOUNTING));
        String etag = anonymous()
                .get("/api/v1/openapi.json")
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .extract()
                .header("ETag");
        anonymous()
                .header("If-None-Match", etag)
                .get("/api/v1/openapi.json")
                .then()
                .statusCode(304);
    }

    private static OpenAPI document() {
        String text = anonymous()
                .get("/api/v1/openapi.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asString();
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text);
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
        assertThat(parsed.getOpenAPI().getComponents().getSecuritySchemes()).containsOnlyKeys("bearer");
        return parsed.getOpenAPI();
    }

    public static class AlwaysAsking implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gateway.openapi-refresh", "0S");
        }
    }
}
