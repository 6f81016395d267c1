package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.process.Part;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent plans a visit from a ticket, a technician makes it, and the customer follows it in the portal; through the gateway. */
class VisitJourneyIT {

    /** Every action that was accepted. */
    private static final List<String> ACCEPTED = new ArrayList<>();

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
        team = Desk.persistently(
                        manager,
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
                .at("/id");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @AfterEach
    void theBooksAreInOrder() {
        Awaitility.await("the ledger check")
                .atMost(Duration.ofMinutes(6))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> LedgerCheck.assertClean(suite, ACCEPTED));
    }

    @Test
    void aVisitFromTheTicketToTheSignatureSeenByItsCustomersAlone() {
        String company = customer(Map.of("name", "Crafts Ltd"));
        Caller carl = actingFor("carl", customer(Map.of("name", "Carl", "parentId", company)));
        String carlaId = customer(Map.of("name", "Carla", "parentId", company));
        Caller carla = actingFor("carla", carlaId);
        Caller dora = actingFor("dora", customer(Map.of("name", "Dora")));
        String ticket = ticket(carlaId);

        LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        Answer asked = agent.waiting(20)
                .once(ticket)
                .post(
                        "tickets/" + ticket + "/tasks",
                        Map.of(
                                "assigneeIds",
                                List.of("theo"),
                                "plannedStart",
                                day + "T09:00:00Z",
                                "plannedEnd",
                                day + "T10:00:00Z"));
        String task = asked.expect(201).at("/documents/0/id");
        JsonNode button = button(ticket);
        assertThat(button.path("kind").asText()).isEqualTo("tasks");
        assertThat(button.path("href").asText()).isEqualTo("/api/v1/tasks/" + task);
        assertThat(button.at("/documents/0/facts/title").asText()).isEqualTo("The pump leaks");
        assertThat(button.at("/documents/0/facts/stage").asText()).isEqualTo("Planned");
        agent.post("tickets/" + ticket + "/close", Map.of()).expectProblem(409, "open-tasks");

        assertThat(technician
                        .get("technicians/theo/plan?date=" + day)
                        .expect(200)
                        .at("/tasks/0/id"))
                .isEqualTo(task);
        assertThat(technician.get("technicians/theo/calendar.ics").expect(200).text())
                .contains("BEGIN:VEVENT", "DTSTART:%sT090000Z".formatted(day.format(DateTimeFormatter.BASIC_ISO_DATE)));
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

    @Test
    void aProjectAndItsStagesAreRenamedAndTheTicketShowsIt() {
        Answer created = fieldManager
                .post(
                        "projects",
                        Map.of(
                                "name",
                                "House calls",
                                "stages",
                                List.of(
                                        Map.of("name", "Unplanned", "closed", false),
                                        Map.of("name", "Over", "closed", true))))
                .expect(201);
        String ticket = ticket(customer(Map.of("name", "Emil")));
        agent.waiting(20)
                .once(ticket)
                .post("tickets/" + ticket + "/tasks", Map.of("projectId", created.at("/id")))
                .expect(201);
        assertThat(button(ticket).at("/documents/0/facts/stage").asText()).isEqualTo("Unplanned");

        fieldManager
                .patch(
                        "projects/" + created.at("/id"),
                        created.etag(),
                        Map.of(
                                "name",
                                "Home visits",
                                "stages",
                                List.of(
                                        Map.of("id", created.at("/stages/0/id"), "name", "To be planned"),
                                        Map.of("id", created.at("/stages/1/id"), "name", "Over", "closed", true))))
                .expect(200);

        awaitTrue(
                "the new names on the smart button",
                () -> button(ticket).at("/documents/0/facts/project").asText().equals("Home visits"));
        assertThat(button(ticket).at("/documents/0/facts/stage").asText()).isEqualTo("To be planned");
    }

    @Test
    void fieldServiceIsKilledWhileTasksAreAskedForAndOpensEachOnceWhenItIsBack() {
        Part fieldService = suite.processes().part("fieldservice");
        String customer = customer(Map.of("name", "Emma"));
        List<String> tickets = Stream.generate(() -> ticket(customer)).limit(40).toList();

        tickets.subList(0, 20).forEach(VisitJourneyIT::askTwice);
        fieldService.kill();
        tickets.subList(20, 40).forEach(VisitJourneyIT::askTwice);
        agent.post("tickets/" + tickets.get(39) + "/close", Map.of()).expectProblem(409, "open-tasks");
        fieldService.start();

        tickets.forEach(VisitJourneyIT::awaitOneTask);
    }

    @Test
    void theBrokerIsAwayWhenATaskIsAskedForAndItIsOpenedOnceWhenTheBrokerIsBack() {
        Part broker = suite.processes().part("kafka");
        String ticket = ticket(customer(Map.of("name", "Eric")));
        broker.kill();

        askTwice(ticket);
        assertThat(agent.get("tickets/" + ticket + "/smart-buttons")
                        .expect(200)
                        .body()
                        .path("items"))
                .isEmpty();
        broker.start();

        awaitOneTask(ticket);
    }

    /** With one key, as after a double click. */
    private static void askTwice(String ticket) {
        Caller once = agent.once(ticket);
        String action =
                once.post("tickets/" + ticket + "/tasks", Map.of()).expect(202).at("/id");
        ACCEPTED.add(action);
        assertThat(once.post("tickets/" + ticket + "/tasks", Map.of()).at("/id"))
                .isEqualTo(action);
    }

    private static void awaitOneTask(String ticket) {
        awaitTrue(
                "the task on the ticket",
                () -> agent.get("tickets/" + ticket + "/smart-buttons")
                                .expect(200)
                                .body()
                                .path("items")
                                .size()
                        == 1);
        assertThat(fieldManager
                        .get("tasks?ticketId=" + ticket)
                        .expect(200)
                        .body()
                        .path("items"))
                .hasSize(1);
    }

    /** A ticket whose team offers field service. */
    private static String ticket(String customer) {
        String ticket = agent.post(
                        "tickets", Map.of("subject", "The pump leaks", "customerId", customer, "teamId", team))
                .expect(201)
                .at("/id");
        awaitTrue(
                "field service on the ticket",
                () -> agent.get("tickets/" + ticket + "/actions").text().contains("\"projectId\""));
        return ticket;
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
