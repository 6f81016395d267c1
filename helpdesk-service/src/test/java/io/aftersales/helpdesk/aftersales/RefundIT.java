package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.Desk;
import io.aftersales.helpdesk.aftersales.Accounting.Note;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** A refund from the request to its smart button; accounting's part is played by the test, on Kafka. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RefundIT {

    private static final Map<String, String> TEN = Map.of("amount", "10.00", "currency", "EUR");

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final Accounting accounting = new Accounting();

    private UUID company;
    private UUID customer;
    private UUID ticket;

    @BeforeEach
    void aTicketOfACustomerOfACompany() {
        Desk.installed("accounting");
        company = Desk.customer();
        customer = Desk.customerBelow(company);
        ticket = Desk.ticket(Desk.refundingTeam(), customer);
    }

    @Test
    void asksAccountingToReverseTheInvoiceOnBehalfOfTheTicketsCustomerAndItsCompany() {
        UUID invoice = UUID.randomUUID();
        UUID line = UUID.randomUUID();
        Map<String, Object> body = Map.of(
                "invoiceId", invoice,
                "method", "partial",
                "reasonCode", "damaged",
                "reason", "Broken",
                "date", "2026-11-20",
                "lines", List.of(Map.of("invoiceLineId", line, "quantity", 1.5, "unitPrice", "2.55")));

        Response answer = Rest.as(Desk.AGENT).body(body).post("/tickets/{id}/refunds", ticket);

        assertThat(answer.statusCode()).isEqualTo(202);
        UUID action = UUID.fromString(answer.path("id"));
        assertThat(answer.header("Location")).endsWith("/api/v1/tickets/" + ticket + "/actions/" + action);
        assertThat(answer.<String>path("kind")).isEqualTo("refund");
        assertThat(answer.<String>path("status")).isEqualTo("requested");
        assertThat(answer.<Boolean>path("delayed")).isFalse();
        assertThat(answer.<String>path("requestedBy.sub")).isEqualTo(Desk.AGENT.sub());
        Message command = kafka.awaitOfAction("reverse-invoice", action);
        assertThat(command.key()).isEqualTo(invoice.toString());
        assertThat(command.text("/ticketId")).isEqualTo(ticket.toString());
        assertThat(command.text("/customerId")).isEqualTo(customer.toString());
        assertThat(command.text("/companyId")).isEqualTo(company.toString());
        assertThat(command.text("/requestedBy/name")).isEqualTo(Desk.AGENT.name());
        assertThat(command.text("/method")).isEqualTo("partial");
        assertThat(command.text("/reasonCode")).isEqualTo("damaged");
        assertThat(command.text("/date")).isEqualTo("2026-11-20");
        assertThat(command.text("/lines/0/invoiceLineId")).isEqualTo(line.toString());
        assertThat(command.payload().at("/lines/0/quantity").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(command.text("/lines/0/unitPrice")).isEqualTo("2.55");
    }

    @Test
    void thePostedCreditNoteFinishesTheActionAndFillsTheSmartButton() {
        UUID action = ask("full");
        Note note = Note.of(ticket, action);

        accounting.posted(note, 1);

        JsonPath done = finished(action);
        assertThat(done.getString("status")).isEqualTo("succeeded");
        assertThat(done.getString("finishedAt")).isNotNull();
        assertThat(done.getList("documents.type")).containsExactly("credit-note");
        assertThat(done.getString("documents[0].number")).isEqualTo(Accounting.numberOf(note));
        assertThat(done.getString("documents[0].href")).isEqualTo("/api/v1/credit-notes/" + note.id());
        JsonPath button = smartButtons();
        assertThat(button.getList("items.kind")).containsExactly("credit-notes");
        assertThat(button.getString("items[0].label")).isEqualTo("Credit Notes");
        assertThat(button.getInt("items[0].count")).isEqualTo(1);
        assertThat(button.getString("items[0].href")).isEqualTo("/api/v1/credit-notes/" + note.id());
        assertThat(button.getString("items[0].documents[0].state")).isEqualTo("posted");
        assertThat(button.getMap("items[0].documents[0].facts.amount")).isEqualTo(TEN);
        assertThat(Desk.get("/tickets/{id}", ticket).extract().<List<String>>path("smartButtons.kind"))
                .containsExactly("credit-notes");
    }

    @Test
    void theChatterTellsWhoAskedForWhatAndWhatCameOutWithALink() {
        UUID action = ask("full");
        Note note = Note.of(ticket, action);

        accounting.posted(note, 1, Map.of("releasedPayments", TEN));

        finished(action);
        JsonPath chatter = Desk.get("/tickets/{id}/messages", ticket).extract().jsonPath();
        assertThat(chatter.getList("items.kind")).containsOnly("automatic").hasSize(2);
        assertThat(chatter.getString("items[1].author.sub")).isEqualTo(Desk.AGENT.sub());
        assertThat(chatter.getString("items[1].body")).isEqualTo("Asked for a full refund: Broken");
        assertThat(chatter.getString("items[0].author.name")).isEqualTo("accounting");
        assertThat(chatter.getString("items[0].body"))
                .contains(Accounting.numberOf(note), "10.00 EUR", "payments of 10.00 EUR were released");
        assertThat(chatter.getString("items[0].links[0].href")).isEqualTo("/api/v1/credit-notes/" + note.id());
    }

    @Test
    void aDraftShowsInActionAndChatterAndMakesNoButtonUntilItIsPosted() {
        UUID action = ask("partial");
        Note note = Note.of(ticket, action);

        accounting.drafted(note, 1);

        assertThat(finished(action).getString("documents[0].state")).isEqualTo("draft");
        assertThat(smartButtons().getList("items")).isEmpty();
        assertThat(chatter()).hasSize(2);

        accounting.posted(note, 3);

        await().until(() -> smartButtons().getList("items").size() == 1);
        assertThat(action(action).getString("documents[0].state")).isEqualTo("posted");
        assertThat(chatter()).hasSize(3);
    }

    @Test
    void theChatterSaysThatADraftPostsItselfAndWhyItDidNot() {
        UUID action = ask("full");
        Note note = Note.of(ticket, action);
        accounting.drafted(note, 1, Map.of("postsItself", true, "awaitsAccountant", true));

        assertThat(finished(action).getList("warnings.code")).containsExactly("posts-itself", "awaits-accountant");
        assertThat(chatter().get(0)).contains("posts itself on 2026-11-24", "an accountant confirms it");

        accounting.postingRefused(note, 2, "Less is left");

        await().until(() -> chatter().size() == 3);
        assertThat(chatter().get(0)).contains("did not post itself on 2026-11-24", "stays a draft: Less is left");
        assertThat(action(action).getString("documents[0].state")).isEqualTo("draft");
        assertThat(smartButtons().getList("items")).isEmpty();
    }

    @Test
    void anEditedDraftChangesNoStateAndIsNotChattered() {
        UUID action = ask("partial");
        Note note = Note.of(ticket, action);
        accounting.drafted(note, 1);
        finished(action);

        accounting.drafted(note, 2);
        accounting.cancelled(note, 3);

        await().until(() -> action(action).getString("documents[0].state").equals("cancelled"));
        assertThat(chatter()).hasSize(3);
        assertThat(smartButtons().getList("items")).isEmpty();
    }

    @Test
    void eventsReadInTheWrongOrderAcrossTopicsLeaveTheNewestStateAndStillFinishTheAction() {
        UUID action = ask("partial");
        Note note = Note.of(ticket, action);
        accounting.cancelled(note, 2);
        await().until(() -> chatter().size() == 2);
        assertThat(action(action).getString("status")).isEqualTo("requested");

        accounting.drafted(note, 1);

        JsonPath done = finished(action);
        assertThat(done.getString("status")).isEqualTo("succeeded");
        assertThat(done.getString("documents[0].state")).isEqualTo("cancelled");
    }

    @Test
    void aCreditNoteOfWhichThePostingIsReadBeforeTheDraftStaysPosted() {
        UUID action = ask("partial");
        Note note = Note.of(ticket, action);
        accounting.posted(note, 2);
        assertThat(finished(action).getString("status")).isEqualTo("succeeded");
        int told = chatter().size();

        accounting.drafted(note, 1);

        await().during(Duration.ofSeconds(1))
                .until(() -> action(action).getString("documents[0].state").equals("posted")
                        && chatter().size() == told);
    }

    @Test
    void aFullRefundWithANewDraftNamesBothDocumentsAndFollowsTheNewInvoice() {
        UUID action = ask("full-and-new-draft");
        Note note = Note.of(ticket, action);
        UUID invoice = UUID.randomUUID();

        accounting.posted(note, 1, Map.of("newInvoice", Map.of("invoiceId", invoice)));

        assertThat(finished(action).getList("documents.type")).containsExactlyInAnyOrder("credit-note", "invoice");
        assertThat(smartButtons().getInt("items[0].count")).isEqualTo(1);

        accounting.invoice(
                "invoice-posted", invoice, 2, Map.of("state", "posted", "ticketId", ticket, "actionId", action));

        await().until(() -> action(action)
                .getString("documents.find { it.type == 'invoice' }.state")
                .equals("posted"));
        assertThat(action(action).getString("documents.find { it.type == 'invoice' }.number"))
                .isEqualTo("INV/2026/00007");
    }

    @Test
    void aRejectionFinishesTheActionWithTheOwnersReason() {
        UUID action = ask("full");

        accounting.rejected(ticket, action, "credit-exceeds-invoice");

        JsonPath done = finished(action);
        assertThat(done.getString("status")).isEqualTo("rejected");
        assertThat(done.getString("rejection.code")).isEqualTo("credit-exceeds-invoice");
        assertThat(done.getString("rejection.detail")).isEqualTo("Because of credit-exceeds-invoice");
        assertThat(done.getList("documents")).isEmpty();
        assertThat(chatter()).first().asString().contains("Because of credit-exceeds-invoice");
    }

    @Test
    void aRefundThatReleasesAPaymentSaysSo() {
        UUID action = ask("full");

        accounting.posted(
                Note.of(ticket, action), 1, Map.of("releasedPayments", Map.of("amount", "4.00", "currency", "EUR")));

        JsonPath done = finished(action);
        assertThat(done.getList("warnings.code")).containsExactly("payments-released");
        assertThat(done.getString("warnings[0].detail")).contains("4.00 EUR");
    }

    @Test
    void aResultThatComesAfterTheTicketWasClosedStillLinksItsDocument() {
        UUID action = ask("full");
        Desk.stage(true);
        Rest.as(Desk.AGENT).post("/tickets/{id}/close", ticket).then().statusCode(200);

        accounting.posted(Note.of(ticket, action), 1);

        finished(action);
        assertThat(smartButtons().getInt("items[0].count")).isEqualTo(1);
    }

    @Test
    void severalCreditNotesLinkToTheListOfTheTicketsCreditNotes() {
        UUID first = ask("full");
        UUID second = ask("full");
        accounting.posted(Note.of(ticket, first), 1);
        accounting.posted(Note.of(ticket, second), 1);
        finished(first);
        finished(second);

        JsonPath buttons = smartButtons();
        assertThat(buttons.getInt("items[0].count")).isEqualTo(2);
        assertThat(buttons.getString("items[0].href")).isEqualTo("/api/v1/credit-notes?ticketId=" + ticket);
    }

    @Test
    void everyStepIsToldOnTicketChangedWithoutAGapInTheSequence() {
        UUID action = ask("full");
        accounting.posted(Note.of(ticket, action), 1);
        finished(action);

        kafka.awaitAtLeast(2, "ticket-changed", KafkaProbe.keyed(ticket));
        kafka.catchUp();
        assertThat(Stream.of("ticket-created", "ticket-followers-changed", "ticket-changed")
                        .flatMap(topic -> kafka.on(topic, ticket).stream()))
                .extracting(Message::sequence)
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aDateThatNoCreditNoteCanBearIsRefusedByItsName() {
        Rest.as(Desk.AGENT)
                .body(Map.of("invoiceId", UUID.randomUUID(), "method", "full", "date", "3000-01-01"))
                .post("/tickets/{id}/refunds", ticket)
                .then()
                .statusCode(422)
                .body("violations.field", equalTo(List.of("date")));
    }

    @Test
    void preferWaitAnswersWithTheFinishedAction() {
        Map<String, Object> body = Map.of("invoiceId", UUID.randomUUID(), "method", "full");
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(
                () -> Rest.as(Desk.AGENT).header("Prefer", "wait=20").body(body).post("/tickets/{id}/refunds", ticket));
        UUID action = UUID.fromString(
                kafka.await("reverse-invoice", command -> ticket.toString().equals(command.text("/ticketId")))
                        .correlationId());
        accounting.posted(Note.of(ticket, action), 1);

        Response answer = waiting.join();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.<String>path("status")).isEqualTo("succeeded");
        assertThat(answer.header("ETag")).isNotNull();
        assertThat(answer.timeIn(TimeUnit.SECONDS)).isLessThan(20);
    }

    @Test
    void preferWaitAnswersARejectionAsItsProblem() {
        assertThat(rejectedWhileWaiting("credit-exceeds-invoice").statusCode()).isEqualTo(422);
        assertThat(rejectedWhileWaiting("invoice-not-posted").statusCode()).isEqualTo(409);
    }

    private Response rejectedWhileWaiting(String code) {
        UUID invoice = UUID.randomUUID();
        Map<String, Object> body = Map.of("invoiceId", invoice, "method", "full");
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(
                () -> Rest.as(Desk.AGENT).header("Prefer", "wait=20").body(body).post("/tickets/{id}/refunds", ticket));
        UUID action = UUID.fromString(kafka.await("reverse-invoice", invoice).correlationId());
        accounting.rejected(ticket, action, code);
        Response answer = waiting.join();
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo(code);
        assertThat(answer.header("Location")).endsWith("/api/v1/tickets/" + ticket + "/actions/" + action);
        return answer;
    }

    @Test
    void preferWaitAnswersThatTheActionStillRunsWhenTheTimeIsOver() {
        Response answer = Rest.as(Desk.AGENT)
                .header("Prefer", "wait=1")
                .body(Map.of("invoiceId", UUID.randomUUID(), "method", "full"))
                .post("/tickets/{id}/refunds", ticket);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.<String>path("status")).isEqualTo("requested");
    }

    private UUID ask(String method) {
        return Desk.id(Rest.as(Desk.AGENT)
                .body(Map.of("invoiceId", UUID.randomUUID(), "method", method, "reason", "Broken"))
                .post("/tickets/{id}/refunds", ticket)
                .then()
                .statusCode(202));
    }

    private JsonPath action(UUID id) {
        return Desk.get("/tickets/{ticket}/actions/{id}", ticket, id).extract().jsonPath();
    }

    private JsonPath finished(UUID id) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> action(id), action -> !action.getString("status").equals("requested"));
    }

    private JsonPath smartButtons() {
        return Desk.get("/tickets/{id}/smart-buttons", ticket).extract().jsonPath();
    }

    private List<String> chatter() {
        return Desk.get("/tickets/{id}/messages", ticket).extract().path("items.body");
    }
}
