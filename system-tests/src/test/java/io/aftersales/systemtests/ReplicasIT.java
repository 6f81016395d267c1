package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.process.ServiceProcess;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.fault.AtOnce;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.EventStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two of each service that a refund takes, behind the gateway. */
class ReplicasIT {

    /** Enough for all partitions of a topic, so that each replica takes in some of the answers. */
    private static final int REFUNDS = 24;

    private static RunningSuite suite;
    private static Desk desk;

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(
                ReplicasIT.class, chosen -> chosen.replicas(2).only(RunningSuite.SERVICES));
        desk = Desk.setUp(suite);
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void whoWaitsAtOneReplicaIsAnsweredThoughTheOtherTakesTheOutcomeIn() throws SQLException {
        String customer = desk.customer("Ada Example");
        Caller waiting = suite.as("agnes", replica("helpdesk")).waiting(20);
        List<JsonNode> invoices = AtOnce.run(REFUNDS, 4, number -> desk.postedInvoice(customer, "10.00"));
        List<String> tickets = AtOnce.run(REFUNDS, 4, number -> desk.ticket(customer));

        List<Answer> answers = AtOnce.run(
                REFUNDS,
                8,
                number -> waiting.once(Desk.newKey())
                        .post("tickets/%s/refunds".formatted(tickets.get(number)), full(invoices.get(number)))
                        .expect(201));

        assertThat(answers).extracting(answer -> answer.at("/status")).containsOnly("succeeded");
        LedgerCheck.assertClean(
                suite, answers.stream().map(answer -> answer.at("/id")).toList());
    }

    @Test
    void whatIsAskedAtOneReplicaIsReadAtTheOther() {
        String customer = desk.customer("Bob Example");
        String ticket = desk.ticket(customer);
        JsonNode invoice = desk.postedInvoice(customer, "10.00");
        Caller one = suite.as("agnes", replica("helpdesk"));
        Caller other = suite.as("agnes", replica("helpdesk-2"));
        String key = Desk.newKey();
        String path = "tickets/%s/refunds".formatted(ticket);

        String action = one.once(key).post(path, full(invoice)).expect(202).at("/id");

        assertThat(other.once(key)
                        .waiting(20)
                        .post(path, full(invoice))
                        .expect(201)
                        .at("/id"))
                .as("the same request at the other replica")
                .isEqualTo(action);
        assertThat(other.get("tickets/%s/actions/%s".formatted(ticket, action)).at("/status"))
                .isEqualTo("succeeded");
    }

    @Test
    void whatIsAskedAtOneReplicaIsSeenLiveAtTheOtherAndThroughTheGatewayAlsoAfterAReplicaWasKilled() {
        String customer = desk.customer("Dee Example");
        String ticket = desk.ticket(customer);
        String refunds = "tickets/%s/refunds".formatted(ticket);
        String path = "tickets/%s/stream".formatted(ticket);
        Caller one = suite.as("agnes", replica("helpdesk"));
        Caller other = suite.as("agnes", replica("helpdesk-2"));
        String lastSeen;
        try (EventStream atTheOther = other.stream(path, null);
                EventStream throughTheGateway = desk.agent().stream(path, null)) {
            atTheOther.await("ticket");
            throughTheGateway.await("ticket");
            String key = Desk.newKey();
            JsonNode invoice = desk.postedInvoice(customer, "10.00");

            String asked =
                    one.once(key).post(refunds, full(invoice)).expect(202).at("/id");

            other.once(key).waiting(20).post(refunds, full(invoice)).expect(201);
            atTheOther.await("action", succeeded(asked));
            throughTheGateway.await("action", succeeded(asked));
            throughTheGateway.await("smart-buttons", counting(1));
            suite.processes().part("helpdesk-2").kill();
            atTheOther.awaitEnd();
            lastSeen = atTheOther.lastEventId();
        }

        String meanwhile = one.once(Desk.newKey())
                .post(refunds, full(desk.postedInvoice(customer, "10.00")))
                .expect(202)
                .at("/id");

        try (EventStream resumed = desk.agent().stream(path, lastSeen)) {
            resumed.await("action", succeeded(meanwhile));
            resumed.await("smart-buttons", counting(2));
        }
        suite.processes().part("helpdesk-2").start();
    }

    @Test
    void theOtherReplicaGoesOnWhenTheRelaysHolderIsKilled() throws SQLException {
        String customer = desk.customer("Cyd Example");
        String ticket = desk.ticket(customer);
        JsonNode invoice = desk.postedInvoice(customer, "10.00");
        List<String> killed = List.of(awaitHolder("helpdesk", "helpdesk-2"), awaitHolder("accounting", "accounting-2"));
        killed.forEach(holder -> suite.processes().part(holder).kill());

        Caller other = suite.as("agnes", replica(killed.contains("helpdesk") ? "helpdesk-2" : "helpdesk"));
        String action = other.once(Desk.newKey())
                .post("tickets/%s/refunds".formatted(ticket), full(invoice))
                .expect(202)
                .at("/id");

        assertThat(desk.awaitOutcome(ticket, action).path("status").asText()).isEqualTo("succeeded");
        killed.forEach(holder -> suite.processes().part(holder).start());
        LedgerCheck.assertClean(suite, List.of(action));
    }

    /** The replica that sends the service's messages right now. */
    private static String awaitHolder(String... replicas) {
        AtomicReference<String> holder = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Stream.of(replicas).filter(ReplicasIT::holdsTheRelay).forEach(holder::set);
            return holder.get() != null;
        });
        return holder.get();
    }

    private static boolean holdsTheRelay(String name) {
        String service = name.replace("-2", "");
        return suite.as("olga", replica(name))
                .get("admin/%s/outbox".formatted(service))
                .at("/relayIsHere")
                .equals("true");
    }

    private static Predicate<JsonNode> succeeded(String action) {
        return data -> data.path("id").asText().equals(action)
                && data.path("status").asText().equals("succeeded");
    }

    private static Predicate<JsonNode> counting(int documents) {
        return buttons -> buttons.at("/0/count").asInt() == documents;
    }

    private static ServiceProcess replica(String name) {
        return (ServiceProcess) suite.processes().part(name);
    }

    private static Map<String, ?> full(JsonNode invoice) {
        return Map.of("invoiceId", invoice.path("id").asText(), "method", "full");
    }
}
