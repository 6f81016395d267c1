package io.aftersales.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.gateway.route.Routes;
import io.swagger.v3.parser.OpenAPIV3Parser;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class MergedDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HELPDESK = """
            {"openapi":"3.1.0","info":{"title":"helpdesk","version":"1"},
             "paths":{
               "/api/v1/tickets":{"get":{"operationId":"list","tags":["Tickets"],"security":[{"SecurityScheme":["agent"]}],
                 "responses":{"200":{"description":"OK","content":{"application/json":{"schema":
                   {"$ref":"#/components/schemas/Page"}}}}}}},
               "/api/v1/tickets/{id}":{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],
                 "get":{"operationId":"ticket","responses":{"200":{"description":"OK"}}}},
               "/internal":{"get":{"operationId":"internal","responses":{"200":{"description":"OK"}}}},
               "/api/v1/invoices/mine":{"get":{"responses":{"200":{"description":"OK"}}}}},
             "tags":[{"name":"Tickets","description":"What customers ask"}],
             "components":{
               "schemas":{
                 "Money":{"type":"object","properties":{"amount":{"type":"string"}}},
                 "Line":{"type":"object","properties":{"text":{"type":"string"}}},
                 "Page":{"type":"array","items":{"$ref":"#/components/schemas/Line"}}},
               "securitySchemes":{"SecurityScheme":{"type":"openIdConnect","openIdConnectUrl":"http://issuer"}}}}""";
    private static final String ACCOUNTING = """
            {"openapi":"3.1.0","info":{"title":"accounting","version":"1"},
             "paths":{
               "/api/v1/invoices":{"get":{"operationId":"list","responses":{"200":{"description":"OK",
                 "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Page"}}}}}},
                 "post":{"operationId":"create","responses":{"201":{"description":"Created",
                 "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Money"}}}}}}}},
             "components":{"schemas":{
               "Money":{"type":"object","properties":{"amount":{"type":"string"}}},
               "Line":{"type":"object","properties":{"quantity":{"type":"number"}}},
               "Page":{"type":"array","items":{"$ref":"#/components/schemas/Line"}}}}}""";

    private final MergedDocument merging = new MergedDocument(
            new Routes(Map.of("helpdesk", List.of("/tickets"), "accounting", List.of("/invoices"))), "1");

    @Test
    void holdsThePathsOfAllServices() {
        assertThat(both().path("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("/api/v1/tickets", "/api/v1/tickets/{id}", "/api/v1/invoices");
    }

    @Test
    void describesOperatorsPathsOnceForAllServices() {
        String operators = """
                {"paths":{"/api/v1/admin/{service}/outbox":{"get":{"operationId":"outbox","parameters":[
                  {"name":"service","in":"path","required":true,"schema":{"type":"string"}},
                  {"name":"limit","in":"query","schema":{"type":"integer"}}],
                  "responses":{"200":{"description":"OK"}}}}}}""";
        ObjectNode merged = merging.merge(List.of(
                new ServiceDocument("accounting", read(operators)), new ServiceDocument("helpdesk", read(operators))));
        assertThat(merged.path("paths").fieldNames()).toIterable().containsExactly("/api/v1/admin/{service}/outbox");
        assertThat(merged.at("/paths/~1api~1v1~1admin~1{service}~1outbox/get/operationId")
                        .asText())
                .isEqualTo("outbox");
        assertThat(merged.at("/paths/~1api~1v1~1admin~1{service}~1outbox/get/parameters/0/schema/enum")
                        .toString())
                .isEqualTo("[\"accounting\",\"helpdesk\"]");
    }

    @Test
    void leavesOutWhatTheGatewayDoesNotHandToThatService() {
        assertThat(both().path("paths").has("/internal")).isFalse();
        assertThat(both().path("paths").has("/api/v1/invoices/mine")).isFalse();
    }

    @Test
    void keepsOneOfWhatServicesDefineAlike() {
        assertThat(both().at("/components/schemas/Money").isObject()).isTrue();
        assertThat(both().at("/paths/~1api~1v1~1invoices/post/responses/201/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Money");
    }

    @Test
    void namesApartWhatServicesDefineDifferently() {
        assertThat(both().at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("Money", "HelpdeskLine", "AccountingLine", "HelpdeskPage", "AccountingPage");
        assertThat(both().at("/components/schemas/AccountingPage/items/$ref").asText())
                .isEqualTo("#/components/schemas/AccountingLine");
        assertThat(both().at("/paths/~1api~1v1~1tickets/get/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/HelpdeskPage");
    }

    @Test
    void makesOperationIdsUnique() {
        assertThat(both().at("/paths/~1api~1v1~1tickets/get/operationId").asText())
                .isEqualTo("HelpdeskList");
        assertThat(both().at("/paths/~1api~1v1~1invoices/get/operationId").asText())
                .isEqualTo("AccountingList");
        assertThat(both().at("/paths/~1api~1v1~1invoices/post/operationId").asText())
                .isEqualTo("create");
    }

    @Test
    void knowsOneWayToAuthenticateAndKeepsTheRoles() {
        assertThat(both().at("/components/securitySchemes").fieldNames())
                .toIterable()
                .containsExactly("bearer");
        assertThat(both().at("/paths/~1api~1v1~1tickets/get/security").toString())
                .isEqualTo("[{\"bearer\":[\"agent\"]}]");
    }

    @Test
    void namesTheGatewaysOwnRateLimitUnlessTheServiceHasOneOfItsOwn() {
        String guarded = """
                {"paths":{"/api/v1/tickets":{
                  "get":{"operationId":"list","responses":{"200":{"description":"OK"}}},
                  "post":{"operationId":"guess","responses":{"429":{"description":"Too many guesses"}}}}}}""";
        ObjectNode merged = merging.merge(List.of(new ServiceDocument("helpdesk", read(guarded))));
        assertThat(merged.at("/paths/~1api~1v1~1tickets/get/responses/429/$ref").asText())
                .isEqualTo("#/components/responses/RateLimited");
        assertThat(merged.at("/paths/~1api~1v1~1tickets/post/responses/429/description")
                        .asText())
                .isEqualTo("Too many guesses");
        assertThat(merged.at("/components/responses/RateLimited/headers/Retry-After")
                        .isObject())
                .isTrue();
    }

    @Test
    void changesNothingInWhatItMerges() {
        ObjectNode helpdesk = read(HELPDESK);
        merging.merge(List.of(new ServiceDocument("helpdesk", helpdesk)));
        assertThat(helpdesk).isEqualTo(read(HELPDESK));
    }

    @Test
    void isAValidDocumentAlsoWhereNoServiceDescribesProblems() {
        assertThat(both().at("/components/schemas").has("Problem")).isFalse();
        assertThat(new OpenAPIV3Parser().readContents(both().toString()).getMessages())
                .isEmpty();
    }

    @Test
    void isAValidDocumentWithoutAnyService() {
        ObjectNode empty = merging.merge(List.of());
        assertThat(empty.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(empty.path("paths").isEmpty()).isTrue();
    }

    private ObjectNode both() {
        return merging.merge(List.of(
                new ServiceDocument("accounting", read(ACCOUNTING)), new ServiceDocument("helpdesk", read(HELPDESK))));
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
