package io.aftersales.platform.outbox;

import io.aftersales.platform.outbox.OwnTopic.Note;
import io.aftersales.platform.parcel.Changes;
import io.aftersales.platform.parcel.Parcels;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.testkit.Faults;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.ServiceUnderTest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
class RelayIT {

    private static final int PARTITIONS = 6;
    private static final int KILLS = 8;

    @Inject
    Changes changes;

    @Inject
    Relay relay;

    @Inject
    RelayConfig config;

    @Inject
    RelayConnections connections;

    @Inject
    MessageSenders senders;

    @Inject
    RelayBatch batch;

    @Inject
    BrokerState broker;

    @AfterEach
    void theOutboxEndsEmpty() {
        Rows.awaitEmptyOutbox();
    }

    @Test
    void losesAndSwapsNoneOfTheFirstRecordsOnATopicMadeAMomentBefore() {
        for (int round = 0; round < 3; round++) {
            try (OwnTopic topic = OwnTopic.fresh(PARTITIONS)) {
                Map<String, Integer> notes = new TreeMap<>();
                for (int transaction = 0; transaction < 20; transaction++) {
                    changes.commit(work -> {
                        for (int i = 0; i < 100; i++) {
                            String key = "key-" + i % 8;
                            work.send(topic.type(), key, new Note(key, notes.merge(key, 1, Integer::sum) - 1));
                        }
                    });
                }

                topic.await(2_000);

                topic.assertCompleteAndInOrder(notes);
            }
        }
    }

    @Test
    void losesNothingAndKeepsTheOrderOfEveryKeyWhenItsHolderIsKilledAgainAndAgain() throws InterruptedException {
        Relay replica = new Relay(config, connections, senders, batch, broker);
        replica.start(null);
        Set<Relay> holders = new HashSet<>();
        try (OwnTopic topic = OwnTopic.fresh(PARTITIONS)) {
            Writers writers = new Writers(changes, topic);
            for (int kill = 1; kill <= KILLS; kill++) {
                topic.await(kill * 200);
                holders.add(holder(replica));
                killHolder();
            }
            Map<String, Integer> notes = writers.stop();

            topic.await(notes.values().stream().mapToInt(Integer::intValue).sum());

            topic.assertCompleteAndInOrder(notes);
            assertThat(holders).as("those that held the relay").hasSize(2);
        } finally {
            replica.stop(null);
        }
    }

    @Test
    void delaysMessagesWhileTheBrokerIsAwayAndTheServiceStaysReady() throws Exception {
        UUID parcel = Parcels.create("while the broker is away");
        try (OwnTopic topic = OwnTopic.fresh(PARTITIONS)) {
            Writers writers = new Writers(changes, topic);
            topic.await(100);
            Faults.withoutKafka(() -> {
                health("/group/broker", 503);
                health("/ready", 200);
                health("/live", 200);
                Awaitility.await("trouble with the broker")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> broker.trouble().isPresent());
                Rest.as("agent").post("/parcels/{id}/ship", parcel).then().statusCode(200);
            });
            Map<String, Integer> notes = writers.stop();

            topic.await(notes.values().stream().mapToInt(Integer::intValue).sum());

            topic.assertCompleteAndInOrder(notes);
        }
        KafkaProbe.shared().await("parcel-shipped", parcel);
        health("/group/broker", 200);
        // Commands are taken in again as well.
        KafkaProbe.shared().send(Parcels.ship(parcel));
        Awaitility.await().until(() -> Parcels.shipments(parcel) == 2);
    }

    @Test
    void putsARecordThatTheTopicRefusesAsideAndGoesOnWithTheRest() {
        try (OwnTopic topic = OwnTopic.fresh(1)) {
            topic.limitRecords(2_000);
            changes.commit(work -> {
                work.send(topic.type(), "key", new Note("key", 0));
                work.send(topic.type(), "key", new Note("key", 1, "x".repeat(10_000)));
                work.send(topic.type(), "key", new Note("key", 2));
            });

            topic.await(2);

            assertThat(topic.firstSeen()).isEqualTo(Map.of("key", List.of(0, 2)));
            Rows.awaitEmptyOutbox();
            String letter = deadLetterOf(topic);

            topic.limitRecords(1_000_000);
            String messageId = Rows.texts("select message_id from dead_letter where id = ?", UUID.fromString(letter))
                    .get(0);
            Rest.as("operator")
                    .post("/admin/parcel/dead-letters/{id}/replay", letter)
                    .then()
                    .statusCode(204);

            List<ConsumerRecord<String, String>> records = topic.await(3);
            assertThat(topic.firstSeen()).isEqualTo(Map.of("key", List.of(0, 2, 1)));
            assertThat(OwnTopic.id(records.get(records.size() - 1))).isEqualTo(messageId);
            assertThat(Rows.number("select count(*) from dead_letter where topic = ?", topic.name()))
                    .isZero();
        }
    }

    @Test
    void leavesTheRowsOfAMissingTopicWaitingWhileOthersGoAheadAndSendsThemOnceItIsThere() {
        try (OwnTopic missing = OwnTopic.toCome(1);
                OwnTopic present = OwnTopic.fresh(1)) {
            for (int place = 0; place < 20; place++) {
                int next = place;
                changes.commit(work -> {
                    work.send(missing.type(), "key", new Note("key", next));
                    work.send(present.type(), "key", new Note("key", next));
                });
            }

            present.await(20);

            present.assertCompleteAndInOrder(Map.of("key", 20));
            assertThat(Rows.number("select count(*) from outbox where aggregatetype = ?", missing.name()))
                    .isEqualTo(20);
            missing.create();
            missing.await(20);
            missing.assertCompleteAndInOrder(Map.of("key", 20));
        }
    }

    @Test
    void sendsLargeMessagesThatFillMoreThanOneBatch() {
        int notes = 60;
        try (OwnTopic topic = OwnTopic.fresh(1)) {
            changes.commit(work -> {
                for (int place = 0; place < notes; place++) {
                    work.send(topic.type(), "key", new Note("key", place, "x".repeat(200_000)));
                }
            });

            topic.await(notes);

            topic.assertCompleteAndInOrder(Map.of("key", notes));
        }
    }

    @Test
    void writesNothingToTheDatabaseWhileItIsIdle() {
        Rows.awaitEmptyOutbox();
        Awaitility.await("a second without a transaction that writes")
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .until(new NoneWritten());
    }

    /** Whether PostgreSQL gave out no transaction id since the last call; only what writes takes one. */
    private static final class NoneWritten implements java.util.concurrent.Callable<Boolean> {
        private long before = -1;

        @Override
        public Boolean call() {
            long now = Rows.number("select pg_snapshot_xmax(pg_current_snapshot())::text");
            boolean none = now == before;
            before = now;
            return none;
        }
    }

    private Relay holder(Relay replica) {
        List<Relay> both = List.of(relay, replica);
        List<Relay> holding = new ArrayList<>();
        Awaitility.await("a holder").until(() -> {
            holding.clear();
            both.stream().filter(Relay::isHolder).forEach(holding::add);
            return !holding.isEmpty();
        });
        return holding.get(0);
    }

    private static void killHolder() {
        Rows.execute("select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)"
                + " where locktype = 'advisory' and granted and application_name = 'outbox-relay'");
    }

    private static String deadLetterOf(OwnTopic topic) {
        return Rows.texts("select id from dead_letter where direction = 'outbound' and topic = ?", topic.name())
                .get(0);
    }

    private static void health(String path, int status) {
        Awaitility.await(path + " answers " + status)
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        given().get(ServiceUnderTest.uri("/q/health" + path)).statusCode() == status);
    }
}
