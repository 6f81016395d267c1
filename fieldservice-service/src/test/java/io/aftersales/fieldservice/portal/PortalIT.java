package io.aftersales.fieldservice.portal;

import io.aftersales.fieldservice.Field;
import io.aftersales.fieldservice.Field.Asked;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** Messages on tasks as three customers see them: Ada and Adam of one company, Bob of another. */
@QuarkusTest
@WithInfrastructure
class PortalIT {

    private UUID adaId;
    private UUID bobId;
    private TestUser ada;
    private TestUser adam;
    private TestUser bob;
    private UUID project;

    @BeforeEach
    void threeCustomersOfTwoCompanies() {
        UUID company = Field.customer();
        adaId = Field.contactOf(company);
        UUID adamId = Field.contactOf(company);
        bobId = Field.customer();
        project = Field.project();
        ada = TestUser.contactOf(adaId);
        adam = TestUser.contactOf(adamId);
        bob = TestUser.contactOf(bobId);
        // Once a task of each is there, all three are known here.
        List.of(adaId, adamId, bobId).forEach(customer -> Field.task(project, Map.of("customerId", customer)));
    }

    /** Who reads the messages of which task, as a table. */
    @Test
    void eachCustomerReadsTheMessagesOfItsCompanysTasksAndNobodyElses() {
        Map<String, UUID> tasks = new LinkedHashMap<>();
        tasks.put("Ada's", Field.task(project, Map.of("customerId", adaId)));
        tasks.put("Bob's", Field.task(project, Map.of("customerId", bobId)));
        tasks.put("Ada's in a hidden project", Field.task(Field.hiddenProject(), Map.of("customerId", adaId)));
        tasks.put("nobody's", Field.task(project, Map.of()));

        StringBuilder table = new StringBuilder();
        tasks.forEach((name, task) -> table.append(
                "%-25s | %s | %s | %s%n".formatted(name, seen(ada, task), seen(adam, task), seen(bob, task))));

        assertThat(table).hasToString("""
                Ada's                     | 200 | 200 | 404
                Bob's                     | 404 | 404 | 200
                Ada's in a hidden project | 404 | 404 | 404
                nobody's                  | 404 | 404 | 404
                """);
    }

    @Test
    void commentsAreShownAndNotesAndAutomaticEntriesNever() {
        UUID task = Field.task(project, Map.of("customerId", adaId));
        Field.post("/tasks/" + task + "/messages", Map.of("kind", "comment", "body", "We come at nine"));
        Field.post("/tasks/" + task + "/messages", Map.of("kind", "note", "body", "A secret"));
        Field.patch(Field.MANAGER, "/tasks/" + task, Map.of("stageId", Field.stage(project, 1)))
                .statusCode(200);

        Rest.as(adam)
                .body(Map.of("body", "Ring twice"))
                .post("/portal/tasks/{id}/messages", task)
                .then()
                .statusCode(201)
                .body("own", equalTo(true));

        String shown = Rest.as(ada)
                .get("/portal/tasks/{id}/messages", task)
                .then()
                .statusCode(200)
                .body("items.body", equalTo(List.of("Ring twice", "We come at nine")))
                .body("items.author", equalTo(List.of(adam.name(), Field.MANAGER.name())))
                .body("items.own", equalTo(List.of(false, false)))
                .extract()
                .asString();
        assertThat(shown).doesNotContain("secret", "Stage", "\"sub\"");
        Rest.as(Field.MANAGER)
                .get("/tasks/{id}/messages", task)
                .then()
                .body("items[0].kind", equalTo("comment"))
                .body("items[0].author.sub", equalTo(adam.sub()));
    }

    /** Whoever follows the ticket sees its task, whoever the ticket's customer is. */
    @Test
    void aTaskFromATicketIsShownToTheCompaniesThatFollowTheTicketFromThenOnAndUntilTheyCease() {
        Asked asked = Asked.of(project, adaId).send();
        UUID task = asked.taskId();
        assertThat(List.of(seen(ada, task), seen(adam, task), seen(bob, task))).containsExactly(404, 404, 404);

        Field.tellFollowers(asked.ticketId(), 2, adaId, bobId);
        await().untilAsserted(() -> assertThat(List.of(seen(ada, task), seen(adam, task), seen(bob, task)))
                .containsExactly(200, 200, 200));

        Field.tellFollowers(asked.ticketId(), 4, bobId);
        Field.tellFollowers(asked.ticketId(), 3, adaId);
        await().untilAsserted(() -> assertThat(List.of(seen(ada, task), seen(adam, task), seen(bob, task)))
                .containsExactly(404, 404, 200));
    }

    @Test
    void onAnothersTaskNothingIsWritten() {
        UUID task = Field.task(project, Map.of("customerId", adaId));

        Rest.as(bob)
                .body(Map.of("body", "Let me in"))
                .post("/portal/tasks/{id}/messages", task)
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));

        Rest.as(ada).get("/portal/tasks/{id}/messages", task).then().body("items", equalTo(List.of()));
    }

    private static int seen(TestUser customer, UUID task) {
        return Rest.as(customer).get("/portal/tasks/{id}/messages", task).statusCode();
    }
}
