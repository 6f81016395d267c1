package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.systemtests.upgrade.NextRelease;
import io.aftersales.testkit.Message;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * While the next release is rolled out, this build runs on its schema, is started on it, and reads its messages. What it must not
 * do is in docs/upgrades.md.
 */
class NextReleaseIT {

    private static RunningSuite suite;
    private static Desk desk;
    private static String customer;
    private static String ticket;

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(NextReleaseIT.class, chosen -> chosen.only(RunningSuite.SERVICES));
        desk = Desk.setUp(suite);
        customer = desk.customer("Ada Example");
        ticket = desk.ticket(customer);
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void thisBuildWorksStartsAndReadsWhileTheNextReleaseIsRolledOut() throws Exception {
        List<String> accepted = new ArrayList<>();
        accepted.add(refund());
        // Whoever still read a message could be in the way of the migration, which locks every table in one
        // transaction.
        LedgerCheck.assertClean(suite, accepted);

        for (String service : RunningSuite.SERVICES) {
            try (Connection database = suite.database(service)) {
                NextRelease.migrate(database);
            }
        }
        accepted.add(refund());
        moveACustomer();

        for (String service : RunningSuite.SERVICES) {
            suite.processes().part(service).stop();
            suite.processes().part(service).start();
        }
        accepted.add(refund());
        LedgerCheck.assertClean(suite, accepted);

        int told = NextRelease.tell(
                suite.processes().broker().bootstrapServers(), suite.topics().readAll());
        assertThat(told).as("events of the next release").isGreaterThan(20);
        RunningSuite.SERVICES.forEach(NextReleaseIT::awaitEverythingRead);
        assertThat(suite.topics().readAll())
                .as("dead letters")
                .extracting(Message::topic)
                .noneMatch(topic -> topic.endsWith(".dlq"));
        refund();
    }

    /** Reads rows by a statement of our own, which must not meet the columns of the next release. */
    private static void moveACustomer() {
        String moved = "customers/" + desk.customer("Ben Example");
        Caller agent = suite.as("agnes");
        Object change = Map.of("parentId", desk.customer("Example Ltd"));
        agent.patch(moved, agent.get(moved).expect(200).etag(), change).expect(200);
    }

    private static String refund() {
        JsonNode invoice = desk.postedInvoice(customer, "10.00");
        JsonNode action =
                desk.refund(ticket, Map.of("invoiceId", invoice.path("id").asText(), "method", "full"));
        assertThat(action.path("status").asText()).isEqualTo("succeeded");
        return action.path("id").asText();
    }

    private static void awaitEverythingRead(String service) {
        Awaitility.await("everything read by " + service)
                .atMost(Duration.ofSeconds(30))
                .until(() -> unread(service) == 0);
    }

    private static long unread(String service) throws InterruptedException, ExecutionException {
        try (Admin admin = suite.processes().broker().admin()) {
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(service)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return admin
                    .listOffsets(read.keySet().stream().collect(toMap(one -> one, one -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .mapToLong(end ->
                            end.getValue().offset() - read.get(end.getKey()).offset())
                    .sum();
        }
    }
}
