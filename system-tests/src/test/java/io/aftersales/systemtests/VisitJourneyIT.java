package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent plans a visit from a ticket, a technician makes it, and the customer follows it in the portal; through the gateway. */
class VisitJourneyIT {

    private static RunningSuite suite;
    private static Caller agent;
    private static Caller manager;
    private static Caller fieldManager;
    private static Caller technician;
    private static JsonNode project;
    private static String team;

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(VisitJourneyIT.class, chosen -> chosen.only(List.of("helpdesk", "fieldservice")));
        agent = suite.as("agnes");
        manager = suite.as("hugo");
        fieldManager = suite.as("fiona");
        technician = suite.as("theo");
        manager.post("stages", Map.of("name", "New", "position", 10)).expect(201);
        manager.post("stages", Map.of("name", "Solved", "position", 20, "folded", true))
                .expect(201);
        project = fieldManager
                .post(
                        "projects",
                        Map.of(
                                "name",
                                "Visits",
                                "stages",
                                List.of(
                                        Map.of("name", "Planned", "closed", false),
                                        Map.of("name", "On the way", "closed", false),
                                        Map.of("name", "Done", "closed", true)),
                                "technicians",
                                List.of(Map.of("sub", "theo", "name", "Theo Technician"))))
                .expect(201)
                .body();
        team = manager.post(
                        "teams",
                        Map.of(
                                "name",
                                "Customer care",
                                "visibility",
                                "public",
                                "services",
                                Map.of("fieldService", true),
                                "defaultProjectId",
                                project.path("id").asText()))
                .expect(201)
                .at("/id");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void aVisitFromTheTicketToTheSignatureSeenByItsCustomersAlone() {
        String company = customer(Map.of("name", "Crafts Ltd"));
        Caller carl = actingFor("carl", customer(Map.of("name", "Carl", "parentId", company)));
        String carlaId = customer(Map.of("name", "Carla", "parentId", company));
        Caller carla = actingFor("carla", carlaId);
        Caller dora = actingFor("dora", customer(Map.of("name", "Dora")));
        String ticket = agent.post(
                        "tickets", Map.of("subject", "The pump leaks", "customerId", carlaId, "teamId", team))
                .expect(201)
                .at("/id");
        awaitTrue(
                "field service on the ticket",
                () -> agent.get("tickets/" + ticket + "/actions").text().contains("\"projectId\""));

        Answer asked = agent.waiting(20)
                .once(ticket)
                .post(
                        "tickets/" + ticket + "/tasks",
                        Map.of(
                                "assigneeIds",
                                List.of("theo"),
                                "plannedStart",
                                "2026-12-01T09:00:00Z",
                                "plannedEnd",
                                "2026-12-01T10:00:00Z"));
        String task = asked.expect(201).at("/documents/0/id");
        JsonNode button = button(ticket);
        assertThat(button.path("kind").asText()).isEqualTo("tasks");
        assertThat(button.path("href").asText()).isEqualTo("/api/v1/tasks/" + task);
        assertThat(button.at("/documents/0/facts/title").asText()).isEqualTo("The pump leaks");
        assertThat(button.at("/documents/0/facts/stage").asText()).isEqualTo("Planned");
        agent.post("tickets/" + ticket + "/close", Map.of()).expectProblem(409, "open-tasks");

        assertThat(technician
                        .get("technicians/theo/plan?date=2026-12-01")
                        .expect(200)
                        .at("/tasks/0/id"))
                .isEqualTo(task);
        assertThat(technician.get("technicians/theo/calendar.ics").expect(200).text())
                .contains("BEGIN:VEVENT", "DTSTART:20261201T090000Z");
        move(task, 1);
        technician
                .post("tasks/" + task + "/messages", Map.of("kind", "comment", "body", "I am on my way"))
                .expect(201);
        technician
                .post("tasks/" + task + "/messages", Map.of("kind", "note", "body", "Beware of the dog"))
                .expect(201);
        awaitTrue(
                "the stage on the smart button",
                () -> button(ticket).at("/documents/0/facts/stage").asText().equals("On the way"));

        for (Caller customer : List.of(carl, carla)) {
            JsonNode seen = customer.get("portal/tickets/" + ticket).expect(200).body();
            assertThat(seen.at("/progress/0/facts/stage").asText()).isEqualTo("On the way");
            String messages = seen.at("/progress/0/facts/messages").asText();
            assertThat(customer.get(messages.replace("/api/v1/", ""))
                            .expect(200)
                            .text())
                    .contains("I am on my way")
                    .doesNotContain("dog");
        }
        carl.post("portal/tasks/" + task + "/messages", Map.of("body", "Ring twice"))
                .expect(201);
        dora.get("portal/tickets/" + ticket).expectProblem(404, "not-found");
        dora.get("portal/tasks/" + task + "/messages").expectProblem(404, "not-found");
        dora.post("portal/tasks/" + task + "/messages", Map.of("body", "Let me in"))
                .expectProblem(404, "not-found");
        carl.get("tasks/" + task).expect(403);

        Answer worksheet = technician.get("tasks/" + task + "/worksheet");
        technician
                .patch(
                        "tasks/" + task + "/worksheet",
                        worksheet.etag(),
                        Map.of("done", "New seal", "minutesSpent", 40, "signedBy", "Carla"))
                .expect(200);
        move(task, 2);
        awaitTrue(
                "the task closed on the ticket",
                () -> button(ticket).at("/documents/0/state").asText().equals("closed"));
        agent.post("tickets/" + ticket + "/close", Map.of()).expect(200);
        assertThat(carla.get("portal/tickets/" + ticket).at("/state")).isEqualTo("closed");
    }

    private static String customer(Map<String, ?> form) {
        return agent.post("customers", form).expect(201).at("/id");
    }

    private static Caller actingFor(String username, String customerId) {
        suite.processes().identity().actsFor(username, customerId);
        return suite.as(username);
    }

    private static void move(String task, int stage) {
        technician
                .patch(
                        "tasks/" + task,
                        technician.get("tasks/" + task).etag(),
                        Map.of("stageId", project.at("/stages/" + stage + "/id").asText()))
                .expect(200);
    }

    private static JsonNode button(String ticket) {
        return agent.get("tickets/" + ticket + "/smart-buttons")
                .expect(200)
                .body()
                .at("/items/0");
    }

    private static void awaitTrue(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(condition::getAsBoolean);
    }
}
