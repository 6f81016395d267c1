package io.aftersales.platform.inbox;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.parcel.Parcels;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.platform.parcel.ShipParcel;
import io.aftersales.testkit.Faults;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.ServiceUnderTest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** What the consumer makes of a topic, over Kafka. */
@QuarkusTest
@WithInfrastructure
class ConsumptionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 6;

    @Inject
    KafkaClientService clients;

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void changesNothingWhenTheWholeTopicIsReadAgainFromItsStart() {
        UUID parcel = Parcels.create("read again");
        Outgoing poison = Parcels.ship(parcel).header("ce_type", "io.aftersales.eat-parcel.v1");
        kafka.send(poison);
        kafka.send(poison.without("ce_id"));
        kafka.send(Parcels.ship(parcel, Ids.next(), ShipParcel.EXPLODE));
        kafka.send(Parcels.ship(parcel, Ids.next(), ShipParcel.REFUSE));
        kafka.send(Parcels.ship(parcel));
        awaitTheEndsOfAllPartitions();
        // An operator dealt with some: they must not come back.
        Rows.execute("delete from dead_letter where message_id = ?", poison.id());
        Rows.execute("delete from dead_letter where message_id is null");
        Rows.awaitEmptyOutbox();
        List<String> before = everything();
        kafka.catchUp();
        int onTheTopic = kafka.on("ship-parcel").size();
        double read = recordsRead();

        clients.getConsumer("inbox")
                .runOnPollingThread(consumer -> {
                    consumer.seekToBeginning(consumer.assignment());
                })
                .await()
                .atMost(PATIENCE);
        awaitTheEndsOfAllPartitions();
        Rows.awaitEmptyOutbox();

        assertThat(recordsRead() - read).isGreaterThanOrEqualTo(onTheTopic);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void losesAndDoublesNothingWhenTheDatabaseIsAwayInTheMiddle() throws Exception {
        List<UUID> parcels = IntStream.range(0, 10)
                .mapToObj(number -> Parcels.create("in an outage " + number))
                .toList();
        int rounds = 40;
        String token = TestUser.inRole("agent").token();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            for (int round = 0; round < rounds; round++) {
                parcels.forEach(parcel -> kafka.send(Parcels.ship(parcel)));
            }
        });
        Awaitility.await().until(() -> Parcels.shipments(parcels.get(0)) > 0);

        Faults.withoutDatabase(() -> {
            health("/ready", 503);
            health("/live", 200);
            Rest.anonymous()
                    .auth()
                    .oauth2(token)
                    .get("/parcels")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "2")
                    .body("code", equalTo("service-unavailable"));
        });
        for (int cut = 0; cut < 3; cut++) {
            long shipped = Parcels.shipments(parcels.get(9));
            Faults.cutConnections();
            Awaitility.await("work goes on after a cut")
                    .atMost(PATIENCE)
                    .until(() -> sending.isDone() || Parcels.shipments(parcels.get(9)) > shipped);
        }

        sending.join();
        Awaitility.await("every command's effect")
                .atMost(PATIENCE)
                .until(() -> parcels.stream().allMatch(parcel -> Parcels.shipments(parcel) >= rounds));
        assertThat(parcels).allMatch(parcel -> Parcels.shipments(parcel) == rounds);
        parcels.forEach(Parcels::assertSequencesWithoutGaps);
        assertThat(Rows.number(
                        "select count(*) from dead_letter where convert_from(key, 'UTF8') = any (string_to_array(?, ','))",
                        String.join(",", parcels.stream().map(UUID::toString).toList())))
                .isZero();
        health("/ready", 200);
    }

    /** How many records the service's consumer has read since it started. */
    private double recordsRead() {
        return clients.getConsumer("inbox")
                .runOnPollingThread(consumer -> (Double) consumer.metrics().values().stream()
                        .filter(metric -> metric.metricName().name().equals("records-consumed-total")
                                && metric.metricName().tags().size() == 1)
                        .findFirst()
                        .orElseThrow()
                        .metricValue())
                .await()
                .atMost(PATIENCE);
    }

    /** Commands to all partitions that were sent last: once they have their effect, all before them was looked at. */
    private void awaitTheEndsOfAllPartitions() {
        Set<Integer> reached = new HashSet<>();
        while (reached.size() < PARTITIONS) {
            UUID parcel = Parcels.create("the end");
            reached.add(kafka.send(Parcels.ship(parcel)).partition());
            Awaitility.await("the end of a partition").atMost(PATIENCE).until(() -> Parcels.shipments(parcel) == 1);
        }
    }

    /** All that messages can change, apart from the markers of {@link #awaitTheEndsOfAllPartitions()}. */
    private static List<String> everything() {
        return Rows.texts("select concat_ws(' ', id, version, event_sequence, number, label, shipments) from parcel"
                + " where label <> 'the end'"
                + " union all select concat_ws(' ', id, topic, kafka_partition, kafka_offset, reason) from dead_letter"
                + " order by 1");
    }

    private static void health(String path, int status) {
        Awaitility.await(path + " answers " + status)
                .atMost(PATIENCE)
                .until(() ->
                        given().get(ServiceUnderTest.uri("/q/health" + path)).statusCode() == status);
    }
}
