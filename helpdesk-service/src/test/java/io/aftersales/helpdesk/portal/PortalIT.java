package io.aftersales.helpdesk.portal;

import io.aftersales.helpdesk.Desk;
import io.aftersales.helpdesk.aftersales.FieldService;
import io.aftersales.helpdesk.aftersales.FieldService.Visit;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.testkit.TestUser.contactOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** The portal as three customers: Ada and Adam of one company, Bob of another. */
@QuarkusTest
@WithInfrastructure
class PortalIT {

    private final FieldService fieldService = new FieldService();

    private UUID adaId;
    private UUID bobId;
    private TestUser ada;
    private TestUser adam;
    private TestUser bob;
    private UUID team;
    private UUID project;

    @BeforeEach
    void threeCustomersOfTwoCompanies() {
        fieldService.installed();
        UUID company = Desk.customer();
        UUID adamId = Desk.customerBelow(company);
        adaId = Desk.customerBelow(company);
        bobId = Desk.customer();
        ada = contactOf(adaId);
        adam = contactOf(adamId);
        bob = contactOf(bobId);
        project = fieldService.project(true);
        team = FieldService.team(project, Map.of());
    }

    /** Who sees what, as a table. */
    @Test
    void eachCustomerSeesWhatItsCompanyFollowsAndNothingElse() {
        Map<String, UUID> tickets = new LinkedHashMap<>();
        tickets.put("Ada's", Desk.ticket(team, adaId));
        tickets.put("Bob's", Desk.ticket(team, bobId));
        tickets.put("Ada's that Bob follows too", followedBy(bobId, Desk.ticket(team, adaId)));
        tickets.put("Ada's that nobody of hers follows", followedByNobody(Desk.ticket(team, adaId)));
        tickets.put("Ada's of an internal team", Desk.ticket(Desk.team("internal", Map.of()), adaId));
        tickets.put("Ada's of a private team", ticketOfAPrivateTeam());
        tickets.put("nobody's", Desk.post(Desk.AGENT, "/tickets", Map.of("subject", "Who?", "teamId", team)));

        String table = table(tickets);

        assertThat(table).isEqualTo("""
                ticket                            | Ada | Adam | Bob
                Ada's                             | sees | sees | 404
                Bob's                             | 404 | 404 | sees
                Ada's that Bob follows too        | sees | sees | sees
                Ada's that nobody of hers follows | 404 | 404 | 404
                Ada's of an internal team         | 404 | 404 | 404
                Ada's of a private team           | 404 | 404 | 404
                nobody's                          | 404 | 404 | 404
                """);
    }

    @Test
    void aTeamThatStopsBeingPublicHidesItsTicketsAtOnce() {
        UUID ticket = Desk.ticket(team, adaId);
        seen(ada, ticket);

        Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of("visibility", "internal"))
                .statusCode(200);

        Rest.as(ada).get("/portal/tickets/{id}", ticket).then().statusCode(404);
        assertThat(Rest.as(ada).get("/portal/tickets").jsonPath().getList("items.id"))
                .doesNotContain(ticket.toString());
    }

    @Test
    void commentsAreShownAndNotesAndAutomaticEntriesNever() {
        UUID ticket = Desk.ticket(team, adaId);
        Desk.post(Desk.AGENT, "/tickets/" + ticket + "/messages", Map.of("kind", "comment", "body", "We look at it"));
        Desk.post(Desk.AGENT, "/tickets/" + ticket + "/messages", Map.of("kind", "note", "body", "A secret"));
        ask(ticket);

        comment(adam, ticket, "Please hurry");

        String shown = Rest.as(ada)
                .get("/portal/tickets/{id}/messages", ticket)
                .then()
                .statusCode(200)
                .body("items.body", equalTo(List.of("Please hurry", "We look at it")))
                .body("items.author", equalTo(List.of(adam.name(), Desk.AGENT.name())))
                .body("items.own", equalTo(List.of(false, false)))
                .extract()
                .asString();
        assertThat(shown).doesNotContain("secret", "Asked for", "\"sub\"");
        Rest.as(adam)
                .get("/portal/tickets/{id}/messages", ticket)
                .then()
                .body("items.own", equalTo(List.of(true, false)));
        Desk.get("/tickets/{id}/messages", ticket)
                .body("items[0].kind", equalTo("comment"))
                .body("items[0].author.sub", equalTo(adam.sub()));
    }

    @Test
    void anothersTicketCanNeitherBeCommentedNorClosed() {
        UUID open = closableByCustomers();
        UUID ticket = Desk.ticket(open, adaId);

        Rest.as(bob)
                .body(Map.of("body", "Let me in"))
                .post("/portal/tickets/{id}/messages", ticket)
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
        Rest.as(bob).post("/portal/tickets/{id}/close", ticket).then().statusCode(404);
        Rest.as(bob).get("/portal/tickets/{id}/messages", ticket).then().statusCode(404);
        Desk.get("/tickets/{id}", ticket).body("state", equalTo("open"));
    }

    @Test
    void aCustomerClosesATicketWhereItsTeamLetsThem() {
        UUID theirs = Desk.ticket(closableByCustomers(), adaId);
        UUID ours = Desk.ticket(team, adaId);

        Rest.as(adam)
                .post("/portal/tickets/{id}/close", theirs)
                .then()
                .statusCode(200)
                .body("state", equalTo("closed"))
                .body("mayBeClosed", equalTo(false));
        Rest.as(ada)
                .post("/portal/tickets/{id}/close", theirs)
                .then()
                .statusCode(409)
                .body("code", equalTo("ticket-closed"));
        Rest.as(ada)
                .post("/portal/tickets/{id}/close", ours)
                .then()
                .statusCode(409)
                .body("code", equalTo("not-closed-by-customers"));
        Desk.get("/tickets/{id}", theirs).body("closings[0].closedBy.name", equalTo(adam.name()));
    }

    @Test
    void aCustomerDoesNotCloseOverOpenTasks() {
        UUID ticket = Desk.ticket(closableByCustomers(), adaId);
        ask(ticket);

        Rest.as(ada)
                .post("/portal/tickets/{id}/close", ticket)
                .then()
                .statusCode(409)
                .body("code", equalTo("open-tasks"));
    }

    @Test
    void theProgressOfTasksIsShownWithStagePlanAndWhereTheirMessagesAre() {
        UUID ticket = Desk.ticket(team, adaId);
        Visit visit = Visit.of(project, ticket, ask(ticket));

        fieldService.created(visit, Map.of("stage", "On the way", "plannedStart", "2026-12-01T08:00:00Z"));

        JsonPath shown = awaitProgress(ticket, 1);
        assertThat(shown.getMap("progress[0]"))
                .isEqualTo(Map.of(
                        "kind", "task",
                        "id", visit.id().toString(),
                        "number", visit.number(),
                        "state", "open",
                        "facts",
                                Map.of(
                                        "title", "The pump leaks",
                                        "stage", "On the way",
                                        "plannedStart", "2026-12-01T08:00:00Z",
                                        "messages", "/api/v1/portal/tasks/" + visit.id() + "/messages")));
    }

    @Test
    void tasksOfAProjectThatIsNotForCustomersAreNotShown() {
        UUID hidden = fieldService.project(false);
        UUID ticket = Desk.ticket(team, adaId);
        Visit secret = Visit.of(hidden, ticket, ask(ticket));
        Visit visit = Visit.of(project, ticket, ask(ticket));

        fieldService.created(secret);
        fieldService.created(visit);

        assertThat(awaitProgress(ticket, 1).getList("progress.id"))
                .containsExactly(visit.id().toString());
        fieldService.tell(project, 2, false, false);
        awaitProgress(ticket, 0);
    }

    @Test
    void aTokenWithoutCustomerOfOursReachesNothing() {
        UUID ticket = Desk.ticket(team, adaId);
        for (TestUser stranger : List.of(TestUser.named("no-customer", "customer"), contactOf(UUID.randomUUID()))) {
            Rest.as(stranger).get("/portal/tickets").then().statusCode(403);
            Rest.as(stranger).get("/portal/tickets/{id}", ticket).then().statusCode(403);
        }
    }

    @Test
    void theListIsFilteredByState() {
        UUID open = Desk.ticket(team, adaId);
        UUID closed = Desk.ticket(closableByCustomers(), adaId);
        Rest.as(ada).post("/portal/tickets/{id}/close", closed).then().statusCode(200);

        Rest.as(adam)
                .get("/portal/tickets?state=closed")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(closed.toString())));
        Rest.as(adam).get("/portal/tickets?state=open").then().body("items.id", equalTo(List.of(open.toString())));
        Rest.as(adam).get("/portal/tickets?state=half").then().statusCode(422);
    }

    private String table(Map<String, UUID> tickets) {
        StringBuilder table = new StringBuilder("%-33s | Ada | Adam | Bob%n".formatted("ticket"));
        tickets.forEach((name, ticket) -> table.append(
                "%-33s | %s | %s | %s%n".formatted(name, seen(ada, ticket), seen(adam, ticket), seen(bob, ticket))));
        return table.toString();
    }

    /** What a customer gets of a ticket: the same from the list, from its address and from its messages. */
    private static String seen(TestUser customer, UUID ticket) {
        int status = Rest.as(customer).get("/portal/tickets/{id}", ticket).statusCode();
        int messages =
                Rest.as(customer).get("/portal/tickets/{id}/messages", ticket).statusCode();
        boolean listed = Rest.as(customer)
                .get("/portal/tickets?limit=200")
                .jsonPath()
                .getList("items.id")
                .contains(ticket.toString());
        assertThat(messages).isEqualTo(status);
        assertThat(listed).isEqualTo(status == 200);
        return status == 200 ? "sees" : Integer.toString(status);
    }

    private UUID closableByCustomers() {
        return FieldService.team(project, Map.of("closedByCustomers", true));
    }

    private UUID ticketOfAPrivateTeam() {
        UUID secret = Desk.team("private", Map.of());
        return Desk.post(Desk.MANAGER, "/tickets", Map.of("subject", "Secret", "teamId", secret, "customerId", adaId));
    }

    private static UUID followedBy(UUID customer, UUID ticket) {
        Desk.post(Desk.AGENT, "/tickets/" + ticket + "/followers", Map.of("customerId", customer));
        return ticket;
    }

    private static UUID followedByNobody(UUID ticket) {
        Desk.get("/tickets/{id}/followers", ticket)
                .extract()
                .jsonPath()
                .<String>getList("items.id")
                .forEach(follower -> Rest.as(Desk.AGENT)
                        .delete("/tickets/{id}/followers/{follower}", ticket, follower)
                        .then()
                        .statusCode(204));
        return ticket;
    }

    private static void comment(TestUser customer, UUID ticket, String body) {
        Rest.as(customer)
                .body(Map.of("body", body))
                .post("/portal/tickets/{id}/messages", ticket)
                .then()
                .statusCode(201)
                .body("own", equalTo(true))
                .body("author", not(containsString(customer.sub() + "@")));
    }

    private static UUID ask(UUID ticket) {
        return Desk.id(Rest.as(Desk.AGENT)
                .body(Map.of())
                .post("/tickets/{id}/tasks", ticket)
                .then()
                .statusCode(202));
    }

    private JsonPath awaitProgress(UUID ticket, int count) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Rest.as(ada)
                                .get("/portal/tickets/{id}", ticket)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath(),
                        shown -> shown.getList("progress").size() == count);
    }
}
