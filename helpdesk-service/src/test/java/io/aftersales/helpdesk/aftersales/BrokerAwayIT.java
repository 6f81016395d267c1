package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.Faults;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** While the broker is away requests are accepted, until what waits for it has waited for too long. */
@QuarkusTest
@TestProfile(BrokerAwayIT.Impatient.class)
@WithInfrastructure
class BrokerAwayIT {

    /** The limit is seconds, so that it is reached in a test. */
    public static class Impatient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("aftersales.relay.overdue-after", "6S");
        }
    }

    @Test
    void acceptsRequestsUntilTheOutboxIsOverdueAndSendsAllOnceTheBrokerIsBack() throws Exception {
        Desk.installed("accounting");
        UUID ticket = Desk.ticket(Desk.refundingTeam(), Desk.customer());
        // What is told of it must not wait for the broker, and so be overdue before anything is asked.
        KafkaProbe.shared().await("ticket-created", ticket);
        UUID[] accepted = new UUID[1];

        Faults.withoutKafka(() -> {
            Response first = ask(ticket);
            assertThat(first.statusCode()).isEqualTo(202);
            accepted[0] = UUID.fromString(first.path("id"));

            Response refused = await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> ask(ticket), answer -> answer.statusCode() != 202);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.<String>path("code")).isEqualTo("outbox-overdue");
            assertThat(refused.header("Retry-After")).isNotNull();
            Rest.as(Desk.AGENT).get("/tickets/{id}", ticket).then().statusCode(200);
        });

        KafkaProbe.shared().awaitOfAction("reverse-invoice", accepted[0]);
        await().atMost(Duration.ofSeconds(60)).until(() -> ask(ticket).statusCode() == 202);
    }

    private static Response ask(UUID ticket) {
        return Rest.as(Desk.AGENT).body(Map.of("invoiceId", UUID.randomUUID())).post("/tickets/{id}/refunds", ticket);
    }
}
