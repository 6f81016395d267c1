package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.Desk;
import io.aftersales.helpdesk.MovableClock;
import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class AutoClosingIT {

    @Inject
    AutoClosing closing;

    private UUID open;
    private UUID waiting;
    private UUID solved;
    private UUID team;
    private UUID customer;

    @BeforeEach
    void aTeamThatClosesWaitingTicketsAfterTwoWeeks() {
        open = Desk.stage(false);
        waiting = Desk.stage(false);
        solved = Desk.stage(true);
        customer = Desk.customer();
        team = Desk.team("public", Map.of("autoClose", autoClose(14)));
    }

    @AfterEach
    void itIsNow() {
        MovableClock.reset();
    }

    @Test
    void aTicketOnWhichNothingHappensIsClosedAndSaysSo() {
        UUID ticket = waitingTicket();

        MovableClock.moveAhead(Duration.ofDays(14));

        awaitClosed(ticket);
        JsonPath closed = Desk.get("/tickets/{id}", ticket).extract().jsonPath();
        assertThat(closed.getString("stageId")).isEqualTo(solved.toString());
        assertThat(closed.getString("closings[0].reason")).isEqualTo("nothing has happened for 14 days");
        assertThat(closed.getString("closings[0].closedBy.name")).isEqualTo("helpdesk");
        assertThat(chatter(ticket).get(0)).contains("Closed: nothing has happened for 14 days");
        KafkaProbe.shared().await("ticket-closed", ticket);
    }

    @Test
    void whatIsNotQuietNotWaitingOrNotToBeClosedByItselfStaysOpen() throws Exception {
        UUID spokenAbout = waitingTicket();
        UUID edited = waitingTicket();
        UUID elsewhere = Desk.ticket(team, customer);
        Desk.patch(Desk.AGENT, "/tickets/{id}", elsewhere, Map.of("stageId", open))
                .statusCode(200);
        UUID ofOthers = Desk.ticket(Desk.refundingTeam(), customer);
        Desk.patch(Desk.AGENT, "/tickets/{id}", ofOthers, Map.of("stageId", waiting))
                .statusCode(200);
        UUID withTask = waitingTicket();
        openTask(withTask);
        UUID quiet = waitingTicket();
        MovableClock.moveAhead(Duration.ofDays(10));
        Desk.post(Desk.AGENT, "/tickets/" + spokenAbout + "/messages", Map.of("kind", "note", "body", "Any news?"));
        Desk.patch(Desk.AGENT, "/tickets/{id}", edited, Map.of("priority", 3)).statusCode(200);

        MovableClock.moveAhead(Duration.ofDays(15));

        awaitClosed(quiet);
        closeAll();
        assertThat(Stream.of(spokenAbout, edited, elsewhere, ofOthers, withTask))
                .allSatisfy(ticket -> Desk.get("/tickets/{id}", ticket).body("state", equalTo("open")));
    }

    @Test
    void severalReplicasCloseEachTicketOnce() {
        List<UUID> tickets =
                IntStream.range(0, 12).mapToObj(number -> waitingTicket()).toList();
        MovableClock.moveAhead(Duration.ofDays(30));

        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(this::closeAll))
                        .limit(4)
                        .toArray(CompletableFuture[]::new))
                .join();

        tickets.forEach(AutoClosingIT::awaitClosed);
        assertThat(tickets).allSatisfy(ticket -> {
            assertThat(Desk.get("/tickets/{id}", ticket).extract().<List<?>>path("closings"))
                    .hasSize(1);
            assertThat(chatter(ticket))
                    .filteredOn(text -> text.contains("Closed"))
                    .hasSize(1);
        });
    }

    @Test
    void aTeamClosesFromOpenStagesToAFoldedOneAndTheyStaySo() {
        assertRefused(Map.of("afterDays", 0, "fromStageIds", List.of(waiting), "toStageId", solved), "invalid-request");
        assertRefused(Map.of("afterDays", 3, "fromStageIds", List.of(), "toStageId", solved), "invalid-request");
        assertRefused(Map.of("afterDays", 3, "fromStageIds", List.of(solved), "toStageId", solved), "wrong-stage");
        assertRefused(Map.of("afterDays", 3, "fromStageIds", List.of(waiting), "toStageId", open), "wrong-stage");
        assertRefused(
                Map.of("afterDays", 3, "fromStageIds", List.of(waiting), "toStageId", UUID.randomUUID()),
                "unknown-stage");
        Stream.of(Map.entry(waiting, true), Map.entry(solved, false))
                .forEach(stage -> Desk.patch(
                                Desk.MANAGER, "/stages/{id}", stage.getKey(), Map.of("folded", stage.getValue()))
                        .statusCode(409)
                        .body("code", equalTo("stage-in-use")));

        Map<String, Object> never = new HashMap<>();
        never.put("autoClose", null);
        Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of("autoClose", Map.of("afterDays", 3)))
                .statusCode(200)
                .body("autoClose.afterDays", equalTo(3))
                .body("autoClose.fromStageIds", equalTo(List.of(waiting.toString())));
        Desk.patch(Desk.MANAGER, "/teams/{id}", team, never).statusCode(200).body("autoClose", nullValue());
    }

    private Map<String, Object> autoClose(int days) {
        return Map.of("afterDays", days, "fromStageIds", List.of(waiting), "toStageId", solved);
    }

    private UUID waitingTicket() {
        UUID ticket = Desk.ticket(team, customer);
        Desk.patch(Desk.AGENT, "/tickets/{id}", ticket, Map.of("stageId", waiting))
                .statusCode(200);
        return ticket;
    }

    /** As the helpdesk keeps one that was asked for and not answered yet. */
    private static void openTask(UUID ticket) throws Exception {
        try (Connection connection = Infrastructure.running().connect();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into after_sales_action (id, version, event_sequence, ticket_id, kind, status,
                                                        requested_by_sub, requested_by_name, requested_at)
                        values (gen_random_uuid(), 0, 0, ?, 'task', 'REQUESTED', 'agnes', 'Agnes', now())""")) {
            insert.setObject(1, ticket);
            insert.executeUpdate();
        }
    }

    private void closeAll() {
        try {
            VertxContextSupport.subscribeAndAwait(closing::closeAll);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void awaitClosed(UUID ticket) {
        Awaitility.await("ticket " + ticket + " closed")
                .atMost(Duration.ofSeconds(20))
                .until(() -> Desk.get("/tickets/{id}", ticket)
                        .extract()
                        .path("state")
                        .equals("closed"));
    }

    private static List<String> chatter(UUID ticket) {
        return Desk.get("/tickets/{id}/messages", ticket).extract().jsonPath().getList("items.body");
    }

    private void assertRefused(Map<String, ?> autoClose, String code) {
        Desk.patch(Desk.MANAGER, "/teams/{id}", team, Map.of("autoClose", autoClose))
                .statusCode(422)
                .body("code", equalTo(code));
    }
}
