package io.aftersales.helpdesk;

import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.access.AccessMatrix;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Who may do what: access-matrix.csv, called line by line in every role. */
@QuarkusTest
@WithInfrastructure
class AccessIT {

    private static final TestUser COLLEAGUE = TestUser.named("access-colleague", "helpdesk-manager");

    @TestFactory
    Stream<DynamicTest> everyRoleReachesWhatTheMatrixSays() {
        Desk.installed("accounting");
        UUID open = Desk.stage(false);
        UUID folded = Desk.stage(true);
        UUID team = Desk.refundingTeam();
        UUID closedTeam =
                Desk.team("private", Map.of("services", Map.of("refunds", true, "returns", true, "repairs", true)));
        UUID customer = Desk.customer();
        UUID ticket = Desk.ticket(team, customer);
        UUID foreign = Desk.ticket(team, Desk.customer());
        UUID secret = secretTicket(closedTeam, customer);
        return AccessMatrix.read()
                .user("customer", TestUser.contactOf(customer))
                .id("/admin/{service}", () -> "helpdesk")
                .id("/customers/{id}", () -> customer)
                .id("/teams/{id}", () -> team)
                .id("/stages/{id}", () -> open)
                .id("/users/{id}", AccessIT::someUser)
                .id("public", "/tickets/{id}", () -> ticket)
                .id("private", "/tickets/{id}", () -> secret)
                .id("public", "/tickets/{ticketId}", () -> ticket)
                .id("own", "/tickets/{ticketId}", () -> ticket)
                .id("foreign", "/tickets/{ticketId}", () -> ticket)
                .id("private", "/tickets/{ticketId}", () -> secret)
                .id("own", "/tickets/{ticketId}/messages/{id}", () -> noteBy(Desk.AGENT, ticket))
                .id("foreign", "/tickets/{ticketId}/messages/{id}", () -> noteBy(COLLEAGUE, ticket))
                .id("private", "/tickets/{ticketId}/messages/{id}", () -> noteBy(COLLEAGUE, secret))
                .id("public", "/tickets/{ticketId}/followers/{id}", () -> followerOf(ticket))
                .id("private", "/tickets/{ticketId}/followers/{id}", () -> followerOf(secret))
                .id("public", "/tickets/{ticketId}/actions/{actionId}", () -> actionOf(ticket))
                .id("private", "/tickets/{ticketId}/actions/{actionId}", () -> actionOf(secret))
                .id("own", "/portal/tickets/{id}", () -> ticket)
                .id("foreign", "/portal/tickets/{id}", () -> foreign)
                .body("POST /portal/tickets/{id}/messages", () -> Map.of("body", "When is it done?"))
                .body("POST /customers", () -> Map.of("name", "Ada"))
                .body("POST /teams", () -> Map.of("name", Desk.unique("Team"), "visibility", "public"))
                .body("POST /stages", () -> Map.of("name", Desk.unique("Stage"), "position", 1))
                .body("POST /tickets", () -> Map.of("subject", "It broke", "teamId", team))
                .body("POST /tickets/{id}/close", () -> Map.of("stageId", folded))
                .body("POST /tickets/{id}/reopen", () -> Map.of("stageId", open))
                .body("POST /tickets/{ticketId}/messages", () -> Map.of("kind", "note", "body", "Hm"))
                .body("POST /tickets/{ticketId}/followers", () -> Map.of("email", "all@example.test"))
                .id("/tickets/{ticketId}/coupons/{couponId}", UUID::randomUUID)
                .body("POST /tickets/{ticketId}/coupons", () -> Map.of("programId", UUID.randomUUID()))
                .body("POST /tickets/{ticketId}/refunds", () -> Map.of("invoiceId", UUID.randomUUID()))
                .body(
                        "POST /tickets/{ticketId}/repairs",
                        () -> Map.of("description", "Does not light", "invoiceMethod", "none"))
                .body("POST /tickets/{ticketId}/returns", () -> Map.of("deliveryId", UUID.randomUUID()))
                .tests();
    }

    private static UUID secretTicket(UUID team, UUID customer) {
        return Desk.id(Rest.as(COLLEAGUE)
                .body(Map.of("subject", "Secret", "teamId", team, "customerId", customer))
                .post("/tickets")
                .then()
                .statusCode(201));
    }

    private static UUID noteBy(TestUser author, UUID ticket) {
        return Desk.post(author, "/tickets/" + ticket + "/messages", Map.of("kind", "note", "body", "Hm"));
    }

    private static UUID followerOf(UUID ticket) {
        return Desk.post(
                COLLEAGUE, "/tickets/" + ticket + "/followers", Map.of("email", UUID.randomUUID() + "@example.test"));
    }

    private static UUID actionOf(UUID ticket) {
        Rest.as(COLLEAGUE).body(Map.of("stageId", Desk.stage(false))).post("/tickets/{id}/reopen", ticket);
        return Desk.id(Rest.as(COLLEAGUE)
                .body(Map.of("invoiceId", UUID.randomUUID()))
                .post("/tickets/{id}/refunds", ticket)
                .then()
                .statusCode(202));
    }

    private static String someUser() {
        return Rest.as(Desk.MANAGER)
                .get("/users")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
    }
}
