package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Who sees a ticket, and who may follow it. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class VisibilityIT {

    private final TestUser member = staff("member");
    private final TestUser outsider = staff("outsider");
    private final TestUser follower = staff("follower");
    private final TestUser boss = staff("boss", "helpdesk-manager");

    private UUID customer;

    @BeforeEach
    void everybodyHasSignedIn() {
        Desk.stage(false);
        List.of(member, outsider, follower, boss)
                .forEach(user -> Rest.as(user).get("/teams").then().statusCode(200));
        customer = Desk.customer();
    }

    @Test
    void aPrivateTeamsTicketIsSeenByMembersFollowersAndManagersOnly() {
        UUID team = Desk.team("private", Map.of("members", List.of(member.sub())));
        UUID ticket = Desk.id(Rest.as(member)
                .body(Map.of("subject", "Secret", "teamId", team))
                .post("/tickets")
                .then()
                .statusCode(201));
        follow(member, ticket, Map.of("sub", follower.sub()), 201);

        for (TestUser insider : List.of(member, follower, boss)) {
            Rest.as(insider).get("/tickets/{id}", ticket).then().statusCode(200);
            assertThat(listedFor(insider, team)).containsExactly(ticket.toString());
        }
        assertThat(listedFor(outsider, team)).isEmpty();
        for (String path : List.of("", "/messages", "/followers", "/actions", "/smart-buttons")) {
            Rest.as(outsider)
                    .get("/tickets/{id}" + path, ticket)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("not-found"));
        }
        Rest.as(outsider)
                .body(Map.of("kind", "note", "body", "Let me in"))
                .post("/tickets/{id}/messages", ticket)
                .then()
                .statusCode(404);
        Rest.as(outsider)
                .body(Map.of("invoiceId", UUID.randomUUID()))
                .post("/tickets/{id}/refunds", ticket)
                .then()
                .statusCode(404);
        Rest.as(outsider).post("/tickets/{id}/close", ticket).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "internal"})
    void otherTeamsTicketsAreSeenByAllAgents(String visibility) {
        UUID ticket = Desk.ticket(Desk.team(visibility, Map.of()), customer);

        Rest.as(outsider).get("/tickets/{id}", ticket).then().statusCode(200);
    }

    @Test
    void aNewTicketIsFollowedByItsCustomerAndTheTeamsFollowers() {
        UUID boss = Desk.customer();
        UUID team = Desk.team(
                "public",
                Map.of(
                        "followers",
                        List.of(
                                Map.of("customerId", boss),
                                Map.of("sub", follower.sub()),
                                Map.of("email", "all@example.test"))));

        UUID ticket = Desk.ticket(team, customer);

        assertThat(customersFollowing(ticket)).containsExactlyInAnyOrder(customer.toString(), boss.toString());
        assertThat(Desk.get("/tickets/{id}/followers", ticket).extract().<List<String>>path("items.email"))
                .contains("all@example.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal", "private"})
    void customersDoNotFollowTicketsOfATeamThatIsNotPublic(String visibility) {
        UUID team = Desk.team(visibility, Map.of("members", List.of(Desk.AGENT.sub())));
        UUID ticket = Desk.ticket(team, customer);

        assertThat(customersFollowing(ticket)).isEmpty();
        follow(Desk.AGENT, ticket, Map.of("customerId", customer), 409);
        assertThat(customersFollowing(ticket)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal", "private"})
    void customersStopFollowingWhenAPublicTeamStopsBeingPublic(String visibility) {
        UUID team = Desk.team(
                "public",
                Map.of(
                        "members", List.of(Desk.AGENT.sub()),
                        "followers", List.of(Map.of("customerId", customer), Map.of("email", "a@example.test"))));
        UUID ticket = Desk.ticket(team, customer);
        assertThat(customersFollowing(ticket)).hasSize(1);

        Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of("visibility", visibility))
                .statusCode(200)
                .body("followers.email", equalTo(List.of("a@example.test")));

        assertThat(customersFollowing(ticket)).isEmpty();
        assertThat(Desk.get("/tickets/{id}/followers", ticket).extract().<List<?>>path("items"))
                .hasSize(1);
        KafkaProbe.shared().await("ticket-changed", ticket);
    }

    @Test
    void customersStopFollowingATicketThatMovesToATeamThatIsNotPublic() {
        UUID ticket = Desk.ticket(Desk.refundingTeam(), customer);

        Desk.patch(Desk.AGENT, "/tickets/{id}", ticket, Map.of("teamId", Desk.team("internal", Map.of())))
                .statusCode(200);

        assertThat(customersFollowing(ticket)).isEmpty();
    }

    @Test
    void somebodyFollowsOnceAndStopsWhenRemoved() {
        UUID ticket = Desk.ticket(Desk.team("internal", Map.of()), customer);
        String one = follow(Desk.AGENT, ticket, Map.of("email", "x@example.test"), 201);
        String again = follow(Desk.AGENT, ticket, Map.of("email", "x@example.test"), 201);
        assertThat(again).isEqualTo(one);

        Rest.as(Desk.AGENT)
                .delete("/tickets/{t}/followers/{id}", ticket, one)
                .then()
                .statusCode(204);

        assertThat(Desk.get("/tickets/{id}/followers", ticket).extract().<List<?>>path("items"))
                .isEmpty();
        Rest.as(Desk.AGENT)
                .delete("/tickets/{t}/followers/{id}", ticket, one)
                .then()
                .statusCode(404);
    }

    private static TestUser staff(String name, String... roles) {
        return TestUser.named(name + "-" + UUID.randomUUID(), roles.length == 0 ? new String[] {"agent"} : roles);
    }

    private static String follow(TestUser by, UUID ticket, Map<String, ?> follower, int status) {
        return Rest.as(by)
                .body(follower)
                .post("/tickets/{id}/followers", ticket)
                .then()
                .statusCode(status)
                .extract()
                .path("id");
    }

    private static List<String> customersFollowing(UUID ticket) {
        return Desk.get("/tickets/{id}/followers", ticket)
                .extract()
                .path("items.findAll { it.customerId != null }.customerId");
    }

    private static List<String> listedFor(TestUser user, UUID team) {
        return Rest.as(user)
                .get("/tickets?teamId={team}", team)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }
}
