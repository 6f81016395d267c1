package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.Desk;
import io.aftersales.helpdesk.aftersales.Accounting.Note;
import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** What guards a request for an after-sales service, and what makes it safe to repeat. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class AskingIT {

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final Accounting accounting = new Accounting();

    @BeforeEach
    void accountingIsInstalled() {
        Desk.installed("accounting");
    }

    @Test
    void fiftyEqualRequestsAtOnceWithOneKeyMakeOneAction() {
        UUID ticket = Desk.ticket(Desk.refundingTeam(), Desk.customer());
        Map<String, Object> body = Map.of("invoiceId", UUID.randomUUID(), "method", "full");
        String key = Rest.newKey();
        ExecutorService callers = Executors.newFixedThreadPool(50);

        List<Response> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> Rest.as(Desk.AGENT)
                                .header("Idempotency-Key", key)
                                .body(body)
                                .post("/tickets/{id}/refunds", ticket),
                        callers))
                .limit(50)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        callers.shutdown();

        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        assertThat(answers)
                .extracting(answer -> answer.path("id"))
                .containsOnly(answers.get(0).<String>path("id"));
        assertThat(overview(ticket).getList("actions")).hasSize(1);
        UUID action = UUID.fromString(answers.get(0).path("id"));
        kafka.awaitOfAction("reverse-invoice", action);
        kafka.catchUp();
        assertThat(kafka.differentOn(
                        "reverse-invoice", command -> ticket.toString().equals(command.text("/ticketId"))))
                .hasSize(1);
    }

    @Test
    void aRepeatIsAnsweredWithTheActionAsItIsNow() {
        UUID ticket = Desk.ticket(Desk.refundingTeam(), Desk.customer());
        Map<String, Object> body = Map.of("invoiceId", UUID.randomUUID(), "method", "full");
        String key = Rest.newKey();
        UUID action = Desk.id(ask(ticket, key, body).then().statusCode(202));
        accounting.posted(Note.of(ticket, action), 1);
        await().until(() -> overview(ticket).getString("actions[0].status").equals("succeeded"));

        Response now = ask(ticket, key, body);
        assertThat(now.statusCode()).isEqualTo(202);
        assertThat(now.<String>path("id")).isEqualTo(action.toString());
        assertThat(now.<String>path("status")).isEqualTo("succeeded");

        Response waited = Rest.as(Desk.AGENT)
                .header("Idempotency-Key", key)
                .header("Prefer", "wait=5")
                .body(body)
                .post("/tickets/{id}/refunds", ticket);
        assertThat(waited.statusCode()).isEqualTo(201);
        assertThat(waited.<String>path("id")).isEqualTo(action.toString());
    }

    @Test
    void aKeyIsNotReusedForAnotherBody() {
        UUID ticket = Desk.ticket(Desk.refundingTeam(), Desk.customer());
        String key = Rest.newKey();
        ask(ticket, key, Map.of("invoiceId", UUID.randomUUID())).then().statusCode(202);

        Response other = ask(ticket, key, Map.of("invoiceId", UUID.randomUUID()));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.<String>path("code")).isEqualTo("idempotency-key-reused");
        assertThat(overview(ticket).getList("actions")).hasSize(1);
    }

    @Test
    void aRefusedRequestStoresNothingUnderItsKey() {
        UUID customer = Desk.customer();
        UUID ticket = Desk.ticket(Desk.team("public", Map.of()), customer);
        Map<String, Object> body = Map.of("invoiceId", UUID.randomUUID());
        String key = Rest.newKey();
        assertThat(ask(ticket, key, body).statusCode()).isEqualTo(409);
        Desk.patch(Desk.AGENT, "/tickets/{id}", ticket, Map.of("teamId", Desk.refundingTeam()))
                .statusCode(200);

        assertThat(ask(ticket, key, body).statusCode()).isEqualTo(202);
    }

    @Test
    void aTeamThatHasNotSwitchedRefundsOnAsksForNone() {
        UUID ticket = Desk.ticket(Desk.team("public", Map.of()), Desk.customer());

        assertRefused(ticket, "not-enabled");
        assertThat(reason(ticket, "refund")).isEqualTo("not-enabled");
    }

    @Test
    void aClosedTicketAsksForNothingAndAnOpenedOneAgain() {
        UUID ticket = Desk.ticket(Desk.refundingTeam(), Desk.customer());
        Desk.stage(true);
        Rest.as(Desk.AGENT).post("/tickets/{id}/close", ticket).then().statusCode(200);

        assertRefused(ticket, "ticket-closed");
        assertThat(reason(ticket, "refund")).isEqualTo("ticket-closed");

        Rest.as(Desk.AGENT).post("/tickets/{id}/reopen", ticket).then().statusCode(200);
        ask(ticket, Rest.newKey(), Map.of("invoiceId", UUID.randomUUID()))
                .then()
                .statusCode(202);
    }

    @Test
    void aTicketWithoutCustomerAsksForNothing() {
        UUID ticket = Desk.post(Desk.AGENT, "/tickets", Map.of("subject", "Who?", "teamId", Desk.refundingTeam()));

        assertRefused(ticket, "no-customer");
        assertThat(reason(ticket, "refund")).isEqualTo("no-customer");
    }

    @Test
    void switchingOnAServiceThatNeverAnnouncedItselfSucceedsWithAWarning() {
        Rest.as(Desk.MANAGER)
                .body(Map.of("name", Desk.unique("Team"), "visibility", "public", "services", Map.of("repairs", true)))
                .post("/teams")
                .then()
                .statusCode(201)
                .body("services.repairs", equalTo(true))
                .body("warnings.code", equalTo(List.of("service-not-installed")));
    }

    @Test
    void everyServiceIsShownWithTheReasonWhyItIsNotAvailable() {
        Map<String, Boolean> all =
                Map.of("refunds", true, "coupons", true, "returns", false, "repairs", true, "fieldService", true);
        UUID ticket = Desk.ticket(Desk.team("public", Map.of("services", all)), Desk.customer());

        JsonPath overview = overview(ticket);

        assertThat(overview.getList("services.kind")).containsExactly("refund", "coupon", "return", "repair", "task");
        assertThat(overview.getList("services.reason"))
                .containsExactly(
                        "no-posted-invoice",
                        "service-not-installed",
                        "not-enabled",
                        "service-not-installed",
                        "service-not-installed");
    }

    @Test
    void aPostedInvoiceOfAnybodyInTheCompanyMakesTheRefundAvailable() {
        UUID company = Desk.customer();
        UUID contact = Desk.customerBelow(company);
        UUID colleague = Desk.customerBelow(company);
        UUID team = Desk.refundingTeam();
        UUID ticket = Desk.ticket(team, contact);
        UUID stranger = Desk.ticket(team, Desk.customer());
        assertThat(reason(ticket, "refund")).isEqualTo("no-posted-invoice");

        accounting.postsAnInvoiceOf(colleague);

        await().until(() -> reason(ticket, "refund") == null);
        assertThat(reason(stranger, "refund")).isEqualTo("no-posted-invoice");
        assertThat(overview(ticket).getString("services[0].defaults.invoices"))
                .isEqualTo("/api/v1/invoices?companyOf=" + contact + "&state=posted");
    }

    @Test
    void withoutAKnownInvoiceARequestThatNamesOneStillGoesToItsOwner() {
        UUID ticket = Desk.ticket(Desk.refundingTeam(), Desk.customer());
        assertThat(reason(ticket, "refund")).isEqualTo("no-posted-invoice");

        ask(ticket, Rest.newKey(), Map.of("invoiceId", UUID.randomUUID()))
                .then()
                .statusCode(202);
    }

    @Test
    void anActionThatWaitsForLongerThanUsualIsShownAsDelayedAndStillCompletes() throws SQLException {
        UUID ticket = Desk.ticket(Desk.refundingTeam(), Desk.customer());
        UUID action = Desk.id(ask(ticket, Rest.newKey(), Map.of("invoiceId", UUID.randomUUID()))
                .then()
                .statusCode(202));
        assertThat(overview(ticket).getBoolean("actions[0].delayed")).isFalse();

        askedAnHourAgo(action);

        assertThat(overview(ticket).getBoolean("actions[0].delayed")).isTrue();
        accounting.posted(Note.of(ticket, action), 1);
        await().until(() -> overview(ticket).getString("actions[0].status").equals("succeeded"));
        assertThat(overview(ticket).getBoolean("actions[0].delayed")).isFalse();
    }

    private void assertRefused(UUID ticket, String code) {
        Response refused = ask(ticket, Rest.newKey(), Map.of("invoiceId", UUID.randomUUID()));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.<String>path("code")).isEqualTo(code);
        assertThat(overview(ticket).getList("actions")).isEmpty();
    }

    private static Response ask(UUID ticket, String key, Map<String, ?> body) {
        return Rest.as(Desk.AGENT).header("Idempotency-Key", key).body(body).post("/tickets/{id}/refunds", ticket);
    }

    private static JsonPath overview(UUID ticket) {
        return Desk.get("/tickets/{id}/actions", ticket).extract().jsonPath();
    }

    private static String reason(UUID ticket, String kind) {
        return overview(ticket).getString("services.find { it.kind == '" + kind + "' }.reason");
    }

    private static void askedAnHourAgo(UUID action) throws SQLException {
        try (Connection database = Infrastructure.running().connect();
                PreparedStatement update = database.prepareStatement(
                        "update after_sales_action set requested_at = requested_at - interval '1 hour' where id = ?")) {
            update.setObject(1, action);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
