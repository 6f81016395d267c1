package io.aftersales.helpdesk.chatter;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class MessageIT {

    private final TestUser colleague = TestUser.named("colleague-" + UUID.randomUUID(), "agent");

    private UUID ticket;

    @BeforeEach
    void aTicket() {
        Desk.stage(false);
        ticket = Desk.ticket(Desk.refundingTeam(), Desk.customer());
    }

    @Test
    void commentsAndNotesAreListedTheNewestFirstWithTheirAuthor() {
        write(Desk.AGENT, "comment", "We are on it");
        write(colleague, "note", "Third time this week");

        JsonPath chatter = Desk.get("/tickets/{id}/messages", ticket).extract().jsonPath();
        assertThat(chatter.getList("items.kind")).containsExactly("note", "comment");
        assertThat(chatter.getList("items.body")).containsExactly("Third time this week", "We are on it");
        assertThat(chatter.getList("items.author.sub")).containsExactly(colleague.sub(), Desk.AGENT.sub());
        KafkaProbe.shared().awaitAtLeast(2, "ticket-changed", KafkaProbe.keyed(ticket));
    }

    @Test
    void aMessageIsDeletedByItsAuthorOrAManagerOnly() {
        UUID mine = write(Desk.AGENT, "note", "Mine");
        UUID other = write(Desk.AGENT, "note", "Other");

        delete(colleague, mine, 403);
        delete(Desk.AGENT, mine, 204);
        delete(Desk.MANAGER, other, 204);
        delete(Desk.AGENT, mine, 404);
        assertThat(Desk.get("/tickets/{id}/messages", ticket)
                        .extract()
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void anAutomaticEntryStays() {
        Desk.patch(Desk.AGENT, "/tickets/{id}", ticket, Map.of("assignee", Desk.AGENT.sub()))
                .statusCode(200);
        String entry = Desk.get("/tickets/{id}/messages", ticket).extract().path("items[0].id");

        Rest.as(Desk.MANAGER)
                .delete("/tickets/{ticket}/messages/{id}", ticket, entry)
                .then()
                .statusCode(409)
                .body("code", equalTo("automatic-message"));
    }

    @Test
    void nobodyWritesAnAutomaticEntry() {
        Rest.as(Desk.AGENT)
                .body(Map.of("kind", "automatic", "body", "Honest"))
                .post("/tickets/{id}/messages", ticket)
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"));
    }

    private UUID write(TestUser user, String kind, String body) {
        return Desk.post(user, "/tickets/" + ticket + "/messages", Map.of("kind", kind, "body", body));
    }

    private void delete(TestUser user, UUID message, int status) {
        Rest.as(user)
                .delete("/tickets/{ticket}/messages/{id}", ticket, message)
                .then()
                .statusCode(status);
    }
}
