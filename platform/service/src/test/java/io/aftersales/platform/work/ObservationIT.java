package io.aftersales.platform.work;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.parcel.Parcels;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.ServiceUnderTest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What an operator sees: traces, envelopes, metrics, health. */
@QuarkusTest
@WithInfrastructure
class ObservationIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void oneTraceGoesFromARequestThroughItsCommandToTheAnswer() {
        UUID parcel = Parcels.create("traced");

        String action = Rest.as("agent")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-00")
                .header("X-Request-Id", "traced-request")
                .post("/parcels/{id}/shipping-requests", parcel)
                .then()
                .statusCode(201)
                .extract()
                .path("actionId");

        Message command = kafka.awaitOfAction("ship-parcel", UUID.fromString(action));
        Message answer = kafka.awaitOfAction("parcel-shipped", UUID.fromString(action));
        assertThat(command.header("traceparent")).startsWith("00-" + TRACE + "-");
        assertThat(answer.header("traceparent"))
                .startsWith("00-" + TRACE + "-")
                .isNotEqualTo(command.header("traceparent"));
        assertThat(command.causationId()).isEqualTo("traced-request");
        assertThat(answer.causationId()).isEqualTo(command.id().toString());
    }

    @Test
    void aMessageCarriesTheWholeEnvelope() {
        UUID parcel = Parcels.create("enveloped");
        UUID action = Ids.next();
        Outgoing command = Parcels.ship(parcel, action, null);

        kafka.send(command);

        Message event = kafka.awaitOfAction("parcel-shipped", action);
        assertThat(event.key()).isEqualTo(parcel.toString());
        assertThat(event.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "io.aftersales.parcel-shipped.v1")
                .containsEntry("ce_source", "/parcel")
                .containsEntry("ce_subject", parcel.toString())
                .containsEntry("ce_dataschema", "https://aftersales.io/schemas/parcel-shipped.v1.schema.json")
                .containsEntry("ce_correlationid", action.toString())
                .containsEntry("ce_causationid", command.id().toString())
                .containsEntry("ce_sequence", "1")
                .containsEntry("content-type", "application/json")
                .containsKey("ce_time")
                .containsKey("traceparent");
        assertThat(event.id().version()).isEqualTo(7);
    }

    @Test
    void metricsTellDepthAndAgeOfOutboxAndInboxDeadLettersAndBroker() {
        kafka.send(Parcels.ship(Parcels.create("measured")));

        Awaitility.await("the gauges")
                .untilAsserted(() -> assertThat(metrics())
                        .contains("aftersales_outbox_depth ")
                        .contains("aftersales_outbox_oldest_seconds ")
                        .containsPattern("aftersales_inbox_depth [1-9]")
                        .containsPattern("aftersales_inbox_oldest_seconds [0-9]*[1-9]")
                        .contains("aftersales_dead_letters_waiting ")
                        .contains("aftersales_dead_letters_total{direction=\"inbound\"")
                        .contains("aftersales_dead_letters_total{direction=\"outbound\"")
                        .containsPattern("aftersales_relay_sent_total [1-9]")
                        .contains("aftersales_broker_away 0.0"));
    }

    @Test
    void theBrokerIsNoPartOfReadiness() {
        assertThat(health("/ready")).contains("\"status\": \"UP\"").doesNotContain("broker");
        assertThat(health("/live")).contains("\"status\": \"UP\"").doesNotContain("broker");
        assertThat(health("/group/broker")).contains("broker");
    }

    private static String metrics() {
        return given().get(ServiceUnderTest.uri("/q/metrics")).body().asString();
    }

    private static String health(String path) {
        return given().get(ServiceUnderTest.uri("/q/health" + path)).body().asString();
    }
}
