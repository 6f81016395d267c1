package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** One ticket from which much is asked at the same moment, while answers come in. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class ManyActionsIT {

    private static final int ACTIONS = 40;

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final Accounting accounting = new Accounting();

    @Test
    void fortyActionsOfOneTicketAtOnceEachHaveTheirOutcomeAndTheTicketCountsThemAll() {
        Desk.installed("accounting");
        UUID ticket = Desk.ticket(Desk.refundingTeam(), Desk.customer());
        ExecutorService callers = Executors.newFixedThreadPool(ACTIONS);

        List<UUID> actions = IntStream.range(0, ACTIONS)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> askAndAnswer(ticket, number), callers))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        callers.shutdown();

        assertThat(actions).doesNotHaveDuplicates();
        Awaitility.await("all outcomes")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !statuses(ticket).contains("requested"));
        assertThat(statuses(ticket)).hasSize(ACTIONS);
        assertThat(statuses(ticket)).filteredOn("rejected"::equals).hasSize(ACTIONS / 4);
        JsonPath buttons =
                Desk.get("/tickets/{id}/smart-buttons", ticket).extract().jsonPath();
        assertThat(buttons.getInt("items[0].count")).isEqualTo(ACTIONS - ACTIONS / 4);
        assertThat(chatter(ticket)).as("what was asked, and what came out").hasSize(2 * ACTIONS);
        assertSequencesWithoutGaps(ticket);
    }

    /** Every fourth is refused. */
    private UUID askAndAnswer(UUID ticket, int number) {
        UUID action = Desk.id(Rest.as(Desk.AGENT)
                .body(Map.of("invoiceId", UUID.randomUUID()))
                .post("/tickets/{id}/refunds", ticket)
                .then()
                .statusCode(202));
        if (number % 4 == 0) {
            accounting.rejected(ticket, action, "nothing-left");
        } else {
            accounting.posted(Accounting.Note.of(ticket, action), 1);
        }
        return action;
    }

    private void assertSequencesWithoutGaps(UUID ticket) {
        Awaitility.await("every change told").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            kafka.catchUp();
            List<Long> sequences = Stream.of("ticket-created", "ticket-followers-changed", "ticket-changed")
                    .flatMap(topic -> kafka.on(topic, ticket).stream())
                    .map(Message::sequence)
                    .distinct()
                    .sorted()
                    .toList();
            assertThat(kafka.on("ticket-changed", ticket)).hasSizeGreaterThanOrEqualTo(2 * ACTIONS);
            assertThat(sequences)
                    .isEqualTo(
                            LongStream.rangeClosed(1, sequences.size()).boxed().toList());
        });
    }

    private static List<String> statuses(UUID ticket) {
        return Desk.get("/tickets/{id}/actions", ticket).extract().jsonPath().getList("actions.status");
    }

    private static List<String> chatter(UUID ticket) {
        return Desk.get("/tickets/{id}/messages?limit=200", ticket)
                .extract()
                .jsonPath()
                .getList("items.body");
    }
}
