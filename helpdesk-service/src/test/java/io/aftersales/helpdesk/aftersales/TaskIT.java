package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.Desk;
import io.aftersales.helpdesk.aftersales.FieldService.Visit;
import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** A field service task from the request to its smart button, and how it keeps its ticket open; the owner is played. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class TaskIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final FieldService fieldService = new FieldService();

    private UUID project;
    private UUID customer;
    private UUID ticket;

    @BeforeEach
    void aTicketOfATeamThatOffersFieldService() {
        fieldService.installed();
        project = fieldService.project(true);
        customer = Desk.customer();
        ticket = Desk.ticket(FieldService.team(project, Map.of()), customer);
    }

    @Test
    void titleAndProjectAreFilledInForTheDialogAndInTheCommand() {
        JsonPath services = overview();
        assertThat(services.getMap("services.find { it.kind == 'task' }.defaults"))
                .isEqualTo(Map.of(
                        "title", "It broke",
                        "projectId", project.toString(),
                        "projects", "/api/v1/projects?archived=false"));

        UUID action = ask(ticket, Map.of());

        Message command = kafka.awaitOfAction("create-task", action);
        assertThat(command.key()).isEqualTo(ticket.toString());
        assertThat(command.text("/title")).isEqualTo("It broke");
        assertThat(command.text("/projectId")).isEqualTo(project.toString());
        assertThat(command.text("/customerId")).isEqualTo(customer.toString());
        assertThat(command.text("/requestedBy/sub")).isEqualTo(Desk.AGENT.sub());
    }

    @Test
    void whatTheAgentChoseGoesIntoTheCommand() {
        UUID other = UUID.randomUUID();

        UUID action = ask(
                ticket,
                Map.of(
                        "title", " Look at the pump ",
                        "projectId", other,
                        "description", "Behind the boiler",
                        "plannedStart", "2026-12-01T08:00:00Z",
                        "plannedEnd", "2026-12-01T09:00:00Z",
                        "assigneeIds", List.of("theo")));

        Message command = kafka.awaitOfAction("create-task", action);
        assertThat(command.text("/title")).isEqualTo("Look at the pump");
        assertThat(command.text("/projectId")).isEqualTo(other.toString());
        assertThat(command.text("/description")).isEqualTo("Behind the boiler");
        assertThat(command.text("/plannedStart")).isEqualTo("2026-12-01T08:00:00Z");
        assertThat(command.text("/assigneeIds/0")).isEqualTo("theo");
    }

    @Test
    void theSmartButtonShowsStageAndPlanAndFollowsChangesNewestFirst() {
        UUID action = ask(ticket, Map.of());
        Visit visit = Visit.of(project, ticket, action);
        fieldService.created(visit, Map.of("plannedStart", "2026-12-01T08:00:00Z"));
        assertThat(finished(action).getString("status")).isEqualTo("succeeded");

        fieldService.changed(visit, 3, Map.of("stage", "In progress", "plannedStart", "2026-12-02T08:00:00Z"));
        fieldService.changed(visit, 2, Map.of("stage", "Waiting"));

        await().atMost(PATIENCE).until(() -> "In progress".equals(button().getString("documents[0].facts.stage")));
        UUID later = ask(ticket, Map.of());
        fieldService.created(Visit.of(project, ticket, later));
        finished(later);
        JsonPath shown = button();
        assertThat(shown.getString("label")).isEqualTo("Tasks");
        assertThat(shown.getInt("count")).isEqualTo(2);
        assertThat(shown.getString("href")).isEqualTo("/api/v1/tasks?ticketId=" + ticket);
        assertThat(shown.getMap("documents.find { it.number == '" + visit.number() + "' }.facts"))
                .containsEntry("stage", "In progress")
                .containsEntry("plannedStart", "2026-12-02T08:00:00Z")
                .containsEntry("title", "The pump leaks")
                .containsEntry("assignees", List.of("Theo Technician"));
    }

    @Test
    void theSmartButtonShowsProjectAndStageByTheirPresentNames() {
        UUID stage = UUID.randomUUID();
        UUID action = ask(ticket, Map.of());
        Visit visit = Visit.of(project, ticket, action);
        fieldService.created(visit, Map.of("stageId", stage, "stage", "New"));
        finished(action);

        fieldService.renamed(project, 3, "House calls", stage, "To be planned");
        fieldService.renamed(project, 2, "Calls", stage, "Unplanned");

        await().atMost(PATIENCE).until(() -> "House calls".equals(button().getString("documents[0].facts.project")));
        assertThat(button().getString("documents[0].facts.stage")).isEqualTo("To be planned");
        UUID added = UUID.randomUUID();
        fieldService.changed(visit, 2, Map.of("stageId", added, "stage", "Just added"));
        await().atMost(PATIENCE).until(() -> "Just added".equals(button().getString("documents[0].facts.stage")));
    }

    @Test
    void aDoubleBookingIsAWarningOfTheAction() {
        UUID action = ask(ticket, Map.of());

        fieldService.created(
                Visit.of(project, ticket, action),
                Map.of("warnings", List.of(Map.of("code", "double-booked", "detail", "Theo is planned twice"))));

        assertThat(finished(action).getString("warnings[0].code")).isEqualTo("double-booked");
    }

    @Test
    void aRejectedTaskSaysWhy() {
        UUID action = ask(ticket, Map.of("projectId", UUID.randomUUID()));

        fieldService.rejected(ticket, action, "unknown-project");

        assertThat(finished(action).getString("rejection.code")).isEqualTo("unknown-project");
        close(Desk.AGENT, Map.of()).statusCode(200);
    }

    @Test
    void withoutAnyProjectNothingIsAskedFor() {
        UUID team = Desk.team("public", Map.of("services", Map.of("refunds", true)));
        UUID plain = Desk.ticket(team, customer);
        offerFieldServiceWithoutProject(team);

        Rest.as(Desk.AGENT)
                .body(Map.of())
                .post("/tickets/{id}/tasks", plain)
                .then()
                .statusCode(422)
                .body("code", equalTo("no-project"));
        ask(plain, Map.of("projectId", project));
    }

    @Test
    void aTeamsDefaultProjectExistsOnceFieldServiceIsInstalled() {
        UUID archived = fieldService.project(true);
        fieldService.tell(archived, 2, true, true);
        UUID settled = fieldService.project(true);
        FieldService.team(settled, Map.of());

        refusedTeam(new HashMap<>(Map.of("defaultProjectId", UUID.randomUUID())), "unknown-project");
        refusedTeam(new HashMap<>(Map.of("defaultProjectId", archived)), "unknown-project");
        refusedTeam(new HashMap<>(), "default-project-required");
    }

    @Test
    void aTicketWithAnOpenTaskIsNotClosed() {
        UUID action = ask(ticket, Map.of());
        close(Desk.AGENT, Map.of())
                .statusCode(409)
                .body("code", equalTo("open-tasks"))
                .body("detail", containsString("one being asked for"));
        Visit visit = Visit.of(project, ticket, action);
        fieldService.created(visit);
        finished(action);

        close(Desk.AGENT, Map.of("reason", "I am sure"))
                .statusCode(409)
                .body("code", equalTo("open-tasks"))
                .body("detail", containsString(visit.number()));
        close(Desk.MANAGER, Map.of()).statusCode(409).body("code", equalTo("open-tasks"));
        close(Desk.MANAGER, Map.of("reason", "  ")).statusCode(409);
        Desk.patch(Desk.MANAGER, "/tickets/{id}", ticket, Map.of("stageId", Desk.stage(true)))
                .statusCode(409)
                .body("code", equalTo("open-tasks"));

        fieldService.changed(visit, 2, Map.of("state", "closed", "stage", "Done"));
        await().atMost(PATIENCE).until(() -> "closed".equals(button().getString("documents[0].state")));
        close(Desk.AGENT, Map.of()).statusCode(200).body("state", equalTo("closed"));
    }

    @Test
    void aManagerClosesOverOpenTasksWithAReasonAndALateResultStillLinksItsDocument() {
        UUID action = ask(ticket, Map.of());

        close(Desk.MANAGER, Map.of("reason", "The customer moved away"))
                .statusCode(200)
                .body("closings[0].reason", equalTo("The customer moved away"));

        fieldService.created(Visit.of(project, ticket, action));
        assertThat(finished(action).getString("status")).isEqualTo("succeeded");
        assertThat(button().getInt("count")).isEqualTo(1);
    }

    /** Whoever comes first has the ticket's lock; the other one sees what was done. */
    @Test
    void ofClosingAndAskingAtOnceExactlyOneHappens() {
        IntStream.range(0, 12).forEach(round -> {
            UUID contested = Desk.ticket(FieldService.team(project, Map.of()), customer);

            CompletableFuture<Integer> asking = CompletableFuture.supplyAsync(() -> Rest.as(Desk.AGENT)
                    .body(Map.of())
                    .post("/tickets/{id}/tasks", contested)
                    .statusCode());
            CompletableFuture<Integer> closing = CompletableFuture.supplyAsync(() -> Rest.as(Desk.AGENT)
                    .body(Map.of())
                    .post("/tickets/{id}/close", contested)
                    .statusCode());

            assertThat(List.of(asking.join(), closing.join()))
                    .as("accepted and refused, or refused and closed")
                    .isIn(List.of(202, 409), List.of(409, 200));
        });
    }

    /** As a team that was set up before field service was installed. */
    private static void offerFieldServiceWithoutProject(UUID team) {
        try (Connection database = Infrastructure.running().connect();
                PreparedStatement change =
                        database.prepareStatement("update team set services = array['fieldService'] where id = ?")) {
            change.setObject(1, team);
            assertThat(change.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void refusedTeam(Map<String, Object> more, String code) {
        more.putAll(
                Map.of("name", Desk.unique("Team"), "visibility", "public", "services", Map.of("fieldService", true)));
        Rest.as(Desk.MANAGER).body(more).post("/teams").then().statusCode(422).body("code", equalTo(code));
    }

    private ValidatableResponse close(TestUser user, Map<String, ?> how) {
        return Rest.as(user).body(how).post("/tickets/{id}/close", ticket).then();
    }

    private static UUID ask(UUID ticket, Map<String, ?> request) {
        return Desk.id(Rest.as(Desk.AGENT)
                .body(request)
                .post("/tickets/{id}/tasks", ticket)
                .then()
                .statusCode(202));
    }

    private JsonPath finished(UUID action) {
        return await().atMost(PATIENCE)
                .until(
                        () -> Desk.get("/tickets/{id}/actions/{action}", ticket, action)
                                .extract()
                                .jsonPath(),
                        shown -> !"requested".equals(shown.getString("status")));
    }

    private JsonPath overview() {
        return Desk.get("/tickets/{id}/actions", ticket).extract().jsonPath();
    }

    private JsonPath button() {
        return Desk.get("/tickets/{id}/smart-buttons", ticket)
                .extract()
                .jsonPath()
                .setRootPath("items.find { it.kind == 'tasks' }");
    }
}
