package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Other services hear which customers follow a ticket: what belongs to it is shown to nobody else. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class FollowersToldIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    private UUID customer;
    private UUID team;
    private UUID ticket;

    @BeforeEach
    void aTicketOfAPublicTeam() {
        Desk.stage(false);
        customer = Desk.customer();
        team = Desk.team("public", Map.of());
        ticket = Desk.ticket(team, customer);
    }

    @Test
    void aNewTicketTellsItsCustomerAndLaterEveryChange() {
        UUID other = Desk.customer();
        assertThat(told(1)).containsExactly(customer);

        UUID follower = Desk.post(Desk.AGENT, "/tickets/" + ticket + "/followers", Map.of("customerId", other));
        assertThat(told(2)).containsExactlyInAnyOrder(customer, other);

        Rest.as(Desk.AGENT)
                .delete("/tickets/{id}/followers/{follower}", ticket, follower)
                .then()
                .statusCode(204);
        assertThat(told(3)).containsExactly(customer);
    }

    @Test
    void whoseTheTicketIsFollowsItInThePlaceOfWhomItWasOfByMistake() {
        UUID right = Desk.customer();
        told(1);

        Desk.patch(Desk.AGENT, "/tickets/{id}", ticket, Map.of("customerId", right))
                .statusCode(200);

        assertThat(told(2)).containsExactly(right);
        Desk.get("/tickets/{id}/followers", ticket).body("items.customerId", equalTo(List.of(right.toString())));
    }

    @Test
    void ofATeamThatStopsBeingPublicNoCustomerFollowsATicket() {
        told(1);

        Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of("visibility", "internal"))
                .statusCode(200);

        assertThat(told(2)).isEmpty();
    }

    @Test
    void aTicketThatMovesToAnInternalTeamLosesItsCustomers() {
        told(1);

        Desk.patch(Desk.MANAGER, "/tickets/{id}", ticket, Map.of("teamId", Desk.team("internal", Map.of())))
                .statusCode(200);

        assertThat(told(2)).isEmpty();
    }

    @Test
    void theyAreToldOfAgainToWhoeverIsInstalledLater() {
        told(1);

        Rest.as("operator").post("/admin/helpdesk/republish").then().statusCode(200);

        assertThat(told(2)).containsExactly(customer);
    }

    private List<UUID> told(int count) {
        List<Message> all = kafka.awaitAtLeast(count, "ticket-followers-changed", KafkaProbe.keyed(ticket));
        return StreamSupport.stream(
                        all.get(count - 1).payload().at("/customerIds").spliterator(), false)
                .map(id -> UUID.fromString(id.asText()))
                .toList();
    }
}
