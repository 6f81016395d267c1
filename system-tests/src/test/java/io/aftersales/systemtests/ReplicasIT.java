package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.process.ServiceProcess;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.fault.AtOnce;
import io.aftersales.systemtests.fault.RefundsOnTheWay;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.EventStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two of each service that a refund takes, behind the gateway. */
class ReplicasIT {

    /** Enough for all partitions of a topic, so that each replica takes in some of the answers. */
    private static final int REFUNDS = 24;

    private static final int LONGEST_WAIT_SECONDS = 20;

    /** At a heartbeat a stream looks for what it has not heard of: here it hears of everything, or is silent for too long. */
    private static final String RARE_HEARTBEAT = "2M";

    private static RunningSuite suite;
    private static Desk desk;

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(
                ReplicasIT.class,
                chosen -> chosen.replicas(2)
                        .only(RunningSuite.SERVICES)
                        .environment("helpdesk", "HELPDESK_STREAM_HEARTBEAT", RARE_HEARTBEAT));
        desk = Desk.setUp(suite);
    }

    @BeforeEach
    void everyReplicaRuns() {
        suite.processes().services().stream()
                .filter(replica -> !replica.isRunning())
                .forEach(ServiceProcess::start);
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void whoWaitsAtOneReplicaIsAnsweredThoughTheOtherTakesTheOutcomeIn() throws SQLException {
        awaitPartitionsAtEach("helpdesk");
        String customer = desk.customer("Ada Example");
        Caller waiting = suite.as("agnes", replica("helpdesk")).waiting(LONGEST_WAIT_SECONDS);
        List<JsonNode> invoices = AtOnce.run(REFUNDS, 4, number -> desk.postedInvoice(customer, "10.00"));
        List<String> tickets = AtOnce.run(REFUNDS, 4, number -> desk.ticket(customer));
        Queue<Duration> waits = new ConcurrentLinkedQueue<>();

        List<Answer> answers = AtOnce.run(REFUNDS, 8, number -> {
            long asked = System.nanoTime();
            Answer answer = waiting.once(Desk.newKey())
                    .post("tickets/%s/refunds".formatted(tickets.get(number)), full(invoices.get(number)))
                    .expect(201);
            waits.add(Duration.ofNanos(System.nanoTime() - asked));
            return answer;
        });

        assertThat(answers).extracting(answer -> answer.at("/status")).containsOnly("succeeded");
        // Who hears of nothing looks once more when the time is over, and so is answered as well, but never before.
        assertThat(waits)
                .as("who waited heard of the outcome")
                .allMatch(wait -> wait.toSeconds() < LONGEST_WAIT_SECONDS);
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
                        .waiting(LONGEST_WAIT_SECONDS)
                        .post(path, full(invoice))
                        .expect(201)
                        .at("/id"))
                .as("the same request at the other replica")
                .isEqualTo(action);
        assertThat(other.get("tickets/%s/actions/%s".formatted(ticket, action)).at("/status"))
                .isEqualTo("succeeded");
    }

    @Test
    void whatIsAskedAtOneReplicaIsSeenLiveAtTheOtherAndThroughTheGateway() {
        String customer = desk.customer("Dee Example");
        String ticket = desk.ticket(customer);
        JsonNode invoice = desk.postedInvoice(customer, "10.00");
        String path = "tickets/%s/stream".formatted(ticket);
        try (EventStream atTheOther = suite.as("agnes", replica("helpdesk-2")).stream(path, null);
                EventStream throughTheGateway = desk.agent().stream(path, null)) {
            atTheOther.await("ticket");
            throughTheGateway.await("ticket");

            String asked = suite.as("agnes", replica("helpdesk"))
                    .once(Desk.newKey())
                    .post("tickets/%s/refunds".formatted(ticket), full(invoice))
                    .expect(202)
                    .at("/id");

            atTheOther.await("action", succeeded(asked));
            throughTheGateway.await("action", succeeded(asked));
            throughTheGateway.await("smart-buttons", counting(1));
        }
    }

    @ParameterizedTest(name = "it holds the relay: {0}")
    @ValueSource(booleans = {true, false})
    void whatAHelpdeskReplicaAcceptedIsAnsweredThroughTheOtherWhenItIsKilledMeanwhile(boolean holdsTheRelay)
            throws Exception {
        String holder = awaitHolder("helpdesk", "helpdesk-2");
        String victim = holdsTheRelay ? holder : otherOf(holder);
        Caller survivor = suite.as("agnes", replica(otherOf(victim)));
        Caller doomed = suite.as("agnes", replica(victim));
        try (RefundsOnTheWay refunds = RefundsOnTheWay.ofOneTicket(suite, desk, REFUNDS);
                EventStream live = survivor.stream(refunds.stream(), null);
                EventStream cut = doomed.stream(refunds.stream(), null)) {
            live.await("ticket");
            cut.await("ticket");
            refunds.ask(doomed);
            refunds.waitAt(survivor);

            suite.processes().part(victim).kill();

            cut.awaitEnd();
            refunds.assertAllUnderWay(survivor);
            try (EventStream resumed = desk.agent().stream(refunds.stream(), cut.lastEventId())) {
                refunds.letGo();
                assertEachIsAnswered(refunds, live, resumed);
            }
        }
    }

    @Test
    void whatIsUnderWayAtAnAccountingReplicaHasOneOutcomeWhenTheHolderOfTheRelayIsKilledMeanwhile() throws Exception {
        Caller one = suite.as("agnes", replica("helpdesk"));
        Caller other = suite.as("agnes", replica("helpdesk-2"));
        try (RefundsOnTheWay refunds = RefundsOnTheWay.ofOneTicket(suite, desk, REFUNDS);
                EventStream live = other.stream(refunds.stream(), null)) {
            live.await("ticket");
            refunds.ask(one);
            refunds.waitAt(other);
            refunds.awaitBegun();

            suite.processes().part(awaitHolder("accounting", "accounting-2")).kill();

            refunds.assertAllUnderWay(one);
            refunds.letGo();
            assertEachIsAnswered(refunds, live);
        }
    }

    private static void assertEachIsAnswered(RefundsOnTheWay refunds, EventStream... streams) throws Exception {
        assertThat(refunds.awaitAnswers())
                .as("what those who waited were answered")
                .allSatisfy(answer -> assertThat(answer.at("/status")).isEqualTo("succeeded"))
                .extracting(answer -> answer.at("/id"))
                .containsExactlyElementsOf(refunds.actions());
        for (EventStream stream : streams) {
            refunds.actions().forEach(action -> stream.await("action", succeeded(action)));
            stream.await("smart-buttons", counting(REFUNDS));
        }
        LedgerCheck.assertClean(suite, refunds.actions());
    }

    /** Each replica takes in a part of what comes for the service. */
    private static void awaitPartitionsAtEach(String service) {
        try (Admin admin = suite.processes().broker().admin()) {
            await("partitions at each replica of " + service)
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            admin.describeConsumerGroups(List.of(service)).all().get().get(service).members().stream()
                                            .filter(member -> !member.assignment()
                                                    .topicPartitions()
                                                    .isEmpty())
                                            .count()
                                    == 2);
        }
    }

    private static String otherOf(String replica) {
        return replica.endsWith("-2") ? replica.replace("-2", "") : replica + "-2";
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
