package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class TicketIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    private UUID open;
    private UUID folded;
    private UUID team;
    private UUID customer;

    @BeforeEach
    void aTeamAndACustomer() {
        open = Desk.stage(false);
        folded = Desk.stage(true);
        team = Desk.refundingTeam();
        customer = Desk.customer();
    }

    @Test
    void aNewTicketHasANumberAndIsToldWithItsWholeState() {
        UUID ticket = Desk.post(
                Desk.AGENT,
                "/tickets",
                Map.of(
                        "subject",
                        "  It broke ",
                        "description",
                        "In two",
                        "customerId",
                        customer,
                        "teamId",
                        team,
                        "assignee",
                        Desk.AGENT.sub(),
                        "priority",
                        3,
                        "stageId",
                        open,
                        "serialNumber",
                        "SN-1"));

        JsonPath shown = Desk.get("/tickets/{id}", ticket).extract().jsonPath();
        assertThat(shown.getString("number")).matches("HT\\d{5}");
        assertThat(shown.getString("subject")).isEqualTo("It broke");
        assertThat(shown.getString("state")).isEqualTo("open");
        assertThat(shown.getString("companyId")).isEqualTo(customer.toString());
        assertThat(shown.getString("assignee.name")).isEqualTo(Desk.AGENT.name());
        assertThat(shown.getList("smartButtons")).isEmpty();
        Message told = kafka.await("ticket-created", ticket);
        assertThat(told.text("/number")).isEqualTo(shown.getString("number"));
        assertThat(told.text("/assignee/sub")).isEqualTo(Desk.AGENT.sub());
        assertThat(told.text("/state")).isEqualTo("open");
    }

    @Test
    void ticketsThatAreOpenedAtOnceGetConsecutiveNumbers() {
        List<Integer> numbers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Desk.ticket(team, customer)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(ticket -> Desk.get("/tickets/{id}", ticket).extract().<String>path("number"))
                .map(number -> Integer.valueOf(number.substring(2)))
                .sorted()
                .toList();

        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(numbers.get(19) - numbers.get(0)).isEqualTo(19);
    }

    @Test
    void enteringAFoldedStageClosesTheTicketAndLeavingItOpensItAgain() {
        UUID ticket = Desk.ticket(team, customer);

        Desk.patch(Desk.AGENT, "/tickets/{id}", ticket, Map.of("stageId", folded))
                .statusCode(200);
        assertThat(Desk.get("/tickets/{id}", ticket).extract().<String>path("state"))
                .isEqualTo("closed");
        Message closed = kafka.await("ticket-closed", ticket);
        assertThat(closed.text("/closedAt")).isNotNull();

        Desk.patch(Desk.AGENT, "/tickets/{id}", ticket, Map.of("stageId", open)).statusCode(200);
        JsonPath reopened = Desk.get("/tickets/{id}", ticket).extract().jsonPath();
        assertThat(reopened.getString("state")).isEqualTo("open");
        assertThat(reopened.getString("closedAt")).isNull();
    }

    @Test
    void closingKeepsTheReasonAndReopeningKeepsBothDates() {
        UUID ticket = Desk.ticket(team, customer);

        Rest.as(Desk.MANAGER)
                .body(Map.of("reason", "Gave up", "stageId", folded))
                .post("/tickets/{id}/close", ticket)
                .then()
                .statusCode(200)
                .body("state", equalTo("closed"))
                .body("stageId", equalTo(folded.toString()))
                .body("closings.reason", equalTo(List.of("Gave up")));
        Rest.as(Desk.AGENT)
                .body(Map.of("stageId", open))
                .post("/tickets/{id}/reopen", ticket)
                .then()
                .statusCode(200)
                .body("state", equalTo("open"));

        JsonPath shown = Desk.get("/tickets/{id}", ticket).extract().jsonPath();
        assertThat(shown.getString("closedAt")).isNull();
        assertThat(shown.getString("closings[0].closedAt")).isNotNull();
        assertThat(shown.getString("closings[0].reopenedAt")).isNotNull();
        assertThat(shown.getString("closings[0].reason")).isEqualTo("Gave up");
        assertThat(shown.getString("closings[0].closedBy.sub")).isEqualTo(Desk.MANAGER.sub());
        assertThat(chatter(ticket).getString("items[1].body")).contains("Closed: Gave up");
        assertThat(chatter(ticket).getString("items[0].body")).contains("Reopened");
    }

    @Test
    void aTicketIsClosedOnceAndReopenedOnce() {
        UUID ticket = Desk.ticket(team, customer);
        assertRefused(Rest.as(Desk.AGENT).post("/tickets/{id}/reopen", ticket), 409, "ticket-open");
        Rest.as(Desk.AGENT).post("/tickets/{id}/close", ticket).then().statusCode(200);

        assertRefused(Rest.as(Desk.AGENT).post("/tickets/{id}/close", ticket), 409, "ticket-closed");
    }

    @Test
    void closingNeedsAFoldedStageAndReopeningAnOpenOne() {
        UUID ticket = Desk.ticket(team, customer);
        assertRefused(
                Rest.as(Desk.AGENT).body(Map.of("stageId", open)).post("/tickets/{id}/close", ticket),
                422,
                "wrong-stage");
        Rest.as(Desk.AGENT).post("/tickets/{id}/close", ticket).then().statusCode(200);

        assertRefused(
                Rest.as(Desk.AGENT).body(Map.of("stageId", folded)).post("/tickets/{id}/reopen", ticket),
                422,
                "wrong-stage");
        assertRefused(
                Rest.as(Desk.AGENT)
                        .body(Map.of("subject", "Born closed", "teamId", team, "stageId", folded))
                        .post("/tickets"),
                422,
                "wrong-stage");
    }

    @Test
    void aStageThatHoldsTicketsStaysAsItIs() {
        Desk.post(Desk.AGENT, "/tickets", Map.of("subject", "Here", "teamId", team, "stageId", open));

        Desk.patch(Desk.MANAGER, "/stages/{id}", open, Map.of("folded", true))
                .statusCode(409)
                .body("code", equalTo("stage-in-use"));
        Desk.patch(Desk.MANAGER, "/stages/{id}", open, Map.of("name", Desk.unique("Renamed")))
                .statusCode(200);
    }

    @Test
    void theChatterTellsWhenStageOrAssigneeChange() {
        UUID ticket = Desk.ticket(team, customer);
        UUID next = Desk.stage(false);

        Desk.patch(
                        Desk.AGENT,
                        "/tickets/{id}",
                        ticket,
                        Map.of("stageId", next, "assignee", Desk.AGENT.sub(), "subject", "It still is"))
                .statusCode(200);

        JsonPath chatter = chatter(ticket);
        assertThat(chatter.getList("items.kind")).containsOnly("automatic").hasSize(2);
        assertThat(chatter.getString("items[0].body")).startsWith("Stage: ");
        assertThat(chatter.getString("items[1].body")).isEqualTo("Assigned to " + Desk.AGENT.name());
        Map<String, Object> nobody = new HashMap<>();
        nobody.put("assignee", null);
        Desk.patch(Desk.AGENT, "/tickets/{id}", ticket, nobody).statusCode(200);
        assertThat(chatter(ticket).getString("items[0].body")).isEqualTo("Assigned to nobody");
    }

    @Test
    void everyChangeIsToldAndMovesTheETag() {
        UUID ticket = Desk.ticket(team, customer);
        String before = Desk.get("/tickets/{id}", ticket).extract().header("ETag");

        Rest.as(Desk.AGENT)
                .body(Map.of("kind", "note", "body", "Hm"))
                .post("/tickets/{id}/messages", ticket)
                .then()
                .statusCode(201);

        kafka.await("ticket-changed", ticket);
        assertThat(Desk.get("/tickets/{id}", ticket).extract().header("ETag")).isNotEqualTo(before);
    }

    @Test
    void findsTicketsByTeamStageStateCustomerCompanyAssigneeAndNumber() {
        UUID contact = Desk.customerBelow(customer);
        UUID ticket = Desk.ticket(team, contact);
        UUID closed = Desk.ticket(team, customer);
        Rest.as(Desk.AGENT).post("/tickets/{id}/close", closed).then().statusCode(200);
        TestUser worker = TestUser.named("worker-" + UUID.randomUUID(), "agent");
        Rest.as(worker).get("/teams").then().statusCode(200);
        Desk.patch(Desk.AGENT, "/tickets/{id}", ticket, Map.of("assignee", worker.sub()))
                .statusCode(200);
        String number = Desk.get("/tickets/{id}", ticket).extract().path("number");

        assertThat(ids("teamId=" + team)).containsExactly(closed.toString(), ticket.toString());
        assertThat(ids("teamId=" + team + "&state=open")).containsExactly(ticket.toString());
        assertThat(ids("teamId=" + team + "&state=closed")).containsExactly(closed.toString());
        assertThat(ids("customerId=" + customer)).containsExactly(closed.toString());
        assertThat(ids("companyOf=" + contact)).containsExactly(closed.toString(), ticket.toString());
        assertThat(ids("assignee=" + worker.sub())).containsExactly(ticket.toString());
        assertThat(ids("number=" + number)).containsExactly(ticket.toString());
    }

    private static void assertRefused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.<String>path("code")).isEqualTo(code);
    }

    private static JsonPath chatter(UUID ticket) {
        return Desk.get("/tickets/{id}/messages", ticket).extract().jsonPath();
    }

    private static List<String> ids(String filter) {
        return Desk.get("/tickets?" + filter).extract().path("items.id");
    }
}
