package io.aftersales.helpdesk.team;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithInfrastructure
class TeamIT {

    @Test
    void aTeamShowsAllFiveSwitchesAndWhichAreOn() {
        Rest.as(Desk.AGENT).get("/teams").then().statusCode(200);
        UUID project = UUID.randomUUID();
        UUID team = Desk.team(
                "internal",
                Map.of(
                        "members", List.of(Desk.AGENT.sub()),
                        "followers", List.of(Map.of("email", "boss@example.test")),
                        "services", Map.of("refunds", true, "coupons", false),
                        "defaultProjectId", project));

        JsonPath shown = Desk.get("/teams/{id}", team).extract().jsonPath();

        assertThat(shown.getMap("services"))
                .isEqualTo(Map.of(
                        "refunds", true, "coupons", false, "returns", false, "repairs", false, "fieldService", false));
        assertThat(shown.getList("members")).containsExactly(Desk.AGENT.sub());
        assertThat(shown.getString("followers[0].email")).isEqualTo("boss@example.test");
        assertThat(shown.getString("visibility")).isEqualTo("internal");
        assertThat(shown.getString("defaultProjectId")).isEqualTo(project.toString());
    }

    @Test
    void theWarningIsGoneOnceTheServiceHasAnnouncedItself() {
        UUID team = Desk.team("public", Map.of("services", Map.of("returns", true)));
        KafkaProbe.shared().send(Outgoing.announcement("inventory"));

        await().until(() -> Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of())
                        .statusCode(200)
                        .extract()
                        .path("warnings")
                == null);
    }

    @Test
    void aPatchSwitchesOneServiceAndLeavesTheOthers() {
        UUID team = Desk.refundingTeam();

        Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of("services", Map.of("coupons", true)))
                .statusCode(200)
                .body("services.refunds", equalTo(true))
                .body("services.coupons", equalTo(true));
        Map<String, Object> off = new HashMap<>();
        off.put("refunds", null);
        Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of("services", off))
                .statusCode(200)
                .body("services.refunds", equalTo(false))
                .body("services.coupons", equalTo(true));
    }

    @Test
    void aPatchReplacesTheMembersWhole() {
        Rest.as(Desk.AGENT).get("/teams").then().statusCode(200);
        UUID team = Desk.team("public", Map.of("members", List.of(Desk.AGENT.sub(), Desk.MANAGER.sub())));

        Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of("members", List.of(Desk.MANAGER.sub())))
                .statusCode(200)
                .body("members", equalTo(List.of(Desk.MANAGER.sub())));

        assertThat(Desk.get("/teams/{id}", team).extract().<List<String>>path("members"))
                .containsExactly(Desk.MANAGER.sub());
    }

    @Test
    void twoTeamsDoNotShareAName() {
        String name = Desk.unique("Team");
        Map<String, String> body = Map.of("name", name, "visibility", "public");
        Desk.post(Desk.MANAGER, "/teams", body);

        Response twin = Rest.as(Desk.MANAGER).body(body).post("/teams");

        assertThat(twin.statusCode()).isEqualTo(409);
        assertThat(twin.<String>path("code")).isEqualTo("name-taken");
    }

    @Test
    void switchingAServiceOffLeavesTheTicketsAndTheirButtonsReadable() {
        Desk.stage(false);
        UUID team = Desk.refundingTeam();
        UUID ticket = Desk.ticket(team, Desk.customer());

        Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of("services", Map.of("refunds", false)))
                .statusCode(200);

        Desk.get("/tickets/{id}/smart-buttons", ticket).body("next", nullValue());
    }
}
