package io.aftersales.testkit.contract;

import io.aftersales.testkit.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenApiDriftTest {

    private static final String RUNNING = """
            {"paths":{"/api/v1/invoices":{"get":{"parameters":[{"name":"limit"}]},"post":{}}},
             "components":{"securitySchemes":{"oidc":{"openIdConnectUrl":"http://127.0.0.1:8090/aftersales"}}},
             "openapi":"3.1.0","servers":[{"url":"http://127.0.0.1:8081"}]}""";

    @TempDir
    Path contracts;

    @AfterEach
    void checkAgain() {
        System.clearProperty("openapi.update");
    }

    @Test
    void writesTheDocumentWhenAskedAndFindsNoDriftThen() throws Exception {
        Path file = contracts.resolve("openapi/accounting.json");
        System.setProperty("openapi.update", "");

        OpenApiDrift.check(Json.read(RUNNING), file);
        System.clearProperty("openapi.update");

        assertThatCode(() -> OpenApiDrift.check(Json.read(RUNNING), file)).doesNotThrowAnyException();
        assertThat(Files.readString(file)).doesNotContain("servers").contains("\n  \"paths\"");
    }

    @Test
    void doesNotMindWhereServiceAndIssuerRun() {
        String elsewhere = RUNNING.replace("8081", "9999").replace("8090", "9998");
        Path file = contracts.resolve("accounting.json");
        System.setProperty("openapi.update", "");
        OpenApiDrift.check(Json.read(RUNNING), file);
        System.clearProperty("openapi.update");

        assertThatCode(() -> OpenApiDrift.check(Json.read(elsewhere), file)).doesNotThrowAnyException();
    }

    @Test
    void failsWithoutAPublishedDocument() {
        assertThatThrownBy(() -> OpenApiDrift.check(Json.read(RUNNING), contracts.resolve("none.json")))
                .hasMessageContaining("-Dopenapi.update");
    }

    @Test
    void namesEachPlaceThatDiffers() {
        String changed = RUNNING.replace("\"limit\"", "\"size\"").replace(",\"post\":{}", "");
        assertThat(OpenApiDrift.differences(Json.read(RUNNING), Json.read(changed)))
                .containsExactly(
                        "/paths//api/v1/invoices/get/parameters was [{\"name\":\"limit\"}] and is [{\"name\":\"size\"}]",
                        "/paths//api/v1/invoices/post was {} and is absent");
    }
}
