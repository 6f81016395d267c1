package io.aftersales.gateway;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
@TestProfile(ObservabilityIT.Recording.class)
class ObservabilityIT extends EdgeTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER_SPAN = "00f067aa0ba902b7";

    @Inject
    InMemorySpanExporter spans;

    @Test
    void continuesTheCallersTraceWithSpansOfItsOwn() {
        String passedOn = asAgent()
                .header("traceparent", "00-" + TRACE + "-" + CALLER_SPAN + "-01")
                .get("/api/v1/invoices/0199aaaa?secret=1")
                .then()
                .statusCode(200)
                .extract()
                .path("headers.traceparent");
        assertThat(passedOn).startsWith("00-" + TRACE + "-").endsWith("-01").doesNotContain(CALLER_SPAN);
        Awaitility.await().until(() -> clientOf(passedOn).isPresent() && server().isPresent());
        assertThat(server().orElseThrow().getParentSpanId()).isEqualTo(CALLER_SPAN);
        assertThat(server().orElseThrow().getName()).isEqualTo("GET /api/v1/invoices");
        assertThat(clientOf(passedOn).orElseThrow().getParentSpanId())
                .isEqualTo(server().orElseThrow().getSpanId());
    }

    @Test
    void beginsATraceWhereTheCallerHasNone() {
        String passedOn = asAgent().get("/api/v1/invoices").then().extract().path("headers.traceparent");
        assertThat(passedOn).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void measuresByKindOfResourceSoThatMetricsDoNotGrowWithThePaths() {
        for (int i = 0; i < 50; i++) {
            asAgent().get("/api/v1/invoices/unique-" + i + "?q=" + i).then().statusCode(200);
        }
        anonymous().get("/api/v1/invoices/unique-x").then().statusCode(401);
        anonymous()
                .header("Origin", "https://evil.example")
                .get("/api/v1/unique-y")
                .then()
                .statusCode(403);
        anonymous().get("/unique-z").then().statusCode(404);
        String metrics =
                anonymous().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(metrics)
                .contains("gateway_upstream_seconds_count{outcome=\"2xx\",service=\"accounting\"}")
                .contains("gateway_refused_total{code=\"unauthenticated\"}")
                .contains("uri=\"/api/v1/invoices\"")
                .doesNotContain("unique-");
    }

    private Optional<SpanData> server() {
        return ofTrace().filter(span -> span.getKind() == SpanKind.SERVER).findFirst();
    }

    /** The span of the gateway's request to the service: the one that the service was told. */
    private Optional<SpanData> clientOf(String traceparent) {
        return ofTrace()
                .filter(span -> span.getKind() == SpanKind.CLIENT && traceparent.contains(span.getSpanId()))
                .findFirst();
    }

    private Stream<SpanData> ofTrace() {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(TRACE));
    }

    @Singleton
    static class Exporter {

        @Produces
        @Singleton
        InMemorySpanExporter spans() {
            return InMemorySpanExporter.create();
        }
    }

    public static class Recording implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.bsp.schedule.delay", "10ms");
        }
    }
}
