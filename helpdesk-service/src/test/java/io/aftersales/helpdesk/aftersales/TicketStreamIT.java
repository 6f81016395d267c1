package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.Desk;
import io.aftersales.helpdesk.MovableClock;
import io.aftersales.helpdesk.ticket.LiveTickets;
import io.aftersales.testkit.EventStream;
import io.aftersales.testkit.EventStream.Event;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.ServiceUnderTest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.Tokens;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
class TicketStreamIT {

    @Inject
    LiveTickets live;

    private final Accounting accounting = new Accounting();

    private UUID ticket;

    @BeforeEach
    void aTicket() {
        Desk.installed("accounting");
        ticket = Desk.ticket(Desk.refundingTeam(), Desk.customer());
    }

    @AfterEach
    void itIsNow() {
        MovableClock.reset();
    }

    @Test
    void showsMessagesActionsAndSmartButtonsAsTheyChange() {
        try (EventStream stream = open(null)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.contentType()).startsWith("text/event-stream");
            assertThat(stream.await("ticket").data().path("id").asText()).isEqualTo(ticket.toString());

            String comment = write("comment", "We are on it");
            Event message = stream.await("message");
            assertThat(message.data().path("id").asText()).isEqualTo(comment);
            assertThat(message.data().path("body").asText()).isEqualTo("We are on it");

            UUID action = refund();
            stream.await("action", data -> data.path("status").asText().equals("requested"));
            accounting.posted(Accounting.Note.of(ticket, action), 1);
            Event done =
                    stream.await("action", data -> data.path("status").asText().equals("succeeded"));
            assertThat(done.data().path("id").asText()).isEqualTo(action.toString());
            assertThat(stream.await("smart-buttons", data -> !data.isEmpty())
                            .data()
                            .at("/0/kind")
                            .asText())
                    .isEqualTo("credit-notes");

            delete(comment);
            assertThat(stream.await("message-deleted").data().path("id").asText())
                    .isEqualTo(comment);
        }
    }

    @Test
    void goesOnAfterTheLastEventThatWasSeen() {
        EventStream before = open(null);
        before.await("ticket");
        before.close();
        String gone = write("comment", "Never mind");
        String first = write("comment", "First");
        UUID action = refund();
        delete(gone);

        try (EventStream after = open(before.lastEventId())) {
            Awaitility.await("the end of what was missed")
                    .until(() -> !after.lastEventId().equals(before.lastEventId()));

            assertThat(named("message", after)).contains(first).doesNotContain(gone);
            assertThat(named("message-deleted", after)).containsExactly(gone);
            assertThat(named("action", after)).containsExactly(action.toString());
            assertThat(named("ticket", after)).as("the last event of a change").hasSize(1);
            try (EventStream upToDate = open(after.lastEventId())) {
                Awaitility.await("a heartbeat")
                        .untilAsserted(() -> assertThat(upToDate.comments()).startsWith("open", "heartbeat"));
                assertThat(upToDate.events()).isEmpty();
            }
        }
    }

    @Test
    void losesNothingThoughItIsInterruptedAgainAndAgain() {
        int changes = 40;
        EventStream first = open(null);
        first.await("ticket");
        first.close();
        CompletableFuture<List<String>> written = CompletableFuture.supplyAsync(() -> IntStream.range(0, changes)
                .mapToObj(number -> write("note", "Note " + number))
                .toList());
        Set<String> seen = new ConcurrentSkipListSet<>();
        String[] last = {first.lastEventId()};

        Awaitility.await("all notes").atMost(Duration.ofSeconds(60)).until(() -> {
            try (EventStream stream = open(last[0])) {
                Awaitility.await("something")
                        .until(() -> !stream.comments().isEmpty()
                                || stream.events().stream().anyMatch(event -> event.id() != null));
                // In this order: what comes in between is told again.
                last[0] = stream.lastEventId();
                seen.addAll(named("message", stream));
            }
            return written.isDone() && seen.containsAll(written.get());
        });

        assertThat(seen).hasSize(changes);
    }

    @Test
    void tellsEverythingAgainToWhoeverKnowsMoreThanTheDatabase() {
        String note = write("note", "Hm");

        try (EventStream stream = open("1000000")) {
            stream.await("ticket");
            assertThat(named("message", stream)).contains(note);
            assertThat(Long.valueOf(stream.lastEventId())).isLessThan(1_000);
        }
    }

    @Test
    void isNotOpenedForATicketOutOfSightNorFromNowhere() {
        UUID secret = Desk.id(Rest.as(Desk.MANAGER)
                .body(Map.of("subject", "Secret", "teamId", Desk.team("private", Map.of())))
                .post("/tickets")
                .then()
                .statusCode(201));

        try (EventStream hidden = open(secret, Desk.AGENT, null);
                EventStream nowhere = open("yesterday");
                EventStream beforeTheFirst = open("-1000000")) {
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.contentType()).startsWith("application/problem+json");
            Rest.as(Desk.AGENT).get("/tickets/no-id/stream").then().statusCode(404);
            assertThat(nowhere.status()).isEqualTo(400);
            assertThat(nowhere.contentType()).startsWith("application/problem+json");
            assertThat(beforeTheFirst.status()).isEqualTo(400);
        }
    }

    @Test
    void endsWhenTheTicketGetsOutOfSight() {
        TestUser member = TestUser.named("member-" + UUID.randomUUID(), "agent");
        Rest.as(member).get("/teams").then().statusCode(200);
        UUID team = Desk.team("private", Map.of("members", List.of(member.sub())));
        UUID secret = Desk.id(Rest.as(member)
                .body(Map.of("subject", "Secret", "teamId", team))
                .post("/tickets")
                .then()
                .statusCode(201));
        try (EventStream stream = open(secret, member, null)) {
            stream.await("ticket");

            Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of("members", List.of()))
                    .statusCode(200);

            assertThat(stream.await("end").data().path("code").asText()).isEqualTo("not-found");
            stream.awaitEnd();
        }
    }

    @Test
    void endsWhenTheTokenExpires() {
        try (EventStream stream = open(null)) {
            stream.await("ticket");

            MovableClock.moveAhead(Duration.ofHours(2));

            assertThat(stream.await("end").data().path("code").asText()).isEqualTo("token-expired");
            stream.awaitEnd();
        }
    }

    @Test
    void hearsOfChangesAfterARecordThatIsNoHint() {
        KafkaProbe.shared().send(Outgoing.raw("ticket-changed", null, new byte[0]));

        try (LiveTickets.NextChange change = live.next(ticket)) {
            write("note", "Still there?");

            change.within(Duration.ofMinutes(2)).await().atMost(Duration.ofSeconds(30));
        }
    }

    private EventStream open(String lastEventId) {
        return open(ticket, Desk.AGENT, lastEventId);
    }

    private static EventStream open(UUID ticket, TestUser user, String lastEventId) {
        return EventStream.open(
                ServiceUnderTest.uri(ServiceUnderTest.API + "/tickets/" + ticket + "/stream"),
                Tokens.of(user),
                lastEventId);
    }

    private static List<String> named(String name, EventStream stream) {
        List<String> ids = new ArrayList<>();
        for (Event event : stream.events()) {
            if (name.equals(event.name())) {
                ids.add(event.data().path("id").asText());
            }
        }
        return ids;
    }

    private String write(String kind, String body) {
        return Desk.post(Desk.AGENT, "/tickets/" + ticket + "/messages", Map.of("kind", kind, "body", body))
                .toString();
    }

    private void delete(String message) {
        Rest.as(Desk.AGENT)
                .delete("/tickets/{ticket}/messages/{id}", ticket, message)
                .then()
                .statusCode(204);
    }

    private UUID refund() {
        return Desk.id(Rest.as(Desk.AGENT)
                .body(Map.of("invoiceId", UUID.randomUUID()))
                .post("/tickets/{id}/refunds", ticket)
                .then()
                .statusCode(202));
    }
}
