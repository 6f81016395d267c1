package io.aftersales.platform.inbox;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.parcel.ParcelShipped;
import io.aftersales.platform.parcel.Parcels;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.platform.parcel.ShipParcel;
import io.aftersales.platform.parcel.ShipParcelHandler;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Batches as the consumer gets them, made here so that what is in one of them is certain. */
@QuarkusTest
@WithInfrastructure
class BatchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REQUESTS_AT_ONCE = 2;

    @Inject
    BatchAttempts attempts;

    @Inject
    ShipParcelHandler handler;

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void handlesAMessageOnceThatIsTwiceInOneBatch() {
        UUID parcel = Parcels.create("twice in one batch");
        Received command = RecordMother.ship(parcel);

        take(command, RecordMother.again(command), RecordMother.ship(parcel));

        assertThat(Parcels.shipments(parcel)).isEqualTo(2);
    }

    @Test
    void handlesAMessageOnceThatComesAgainInALaterBatch() {
        UUID parcel = Parcels.create("in two batches");
        Received command = RecordMother.ship(parcel);

        take(command);
        take(RecordMother.ship(parcel), RecordMother.again(command));

        assertThat(Parcels.shipments(parcel)).isEqualTo(2);
    }

    @Test
    void splitsABatchWhoseHandlerThrowsAndItsNeighboursTakeEffectOnce() {
        UUID parcel = Parcels.create("beside a bug");
        UUID exploding = Ids.next();

        take(
                RecordMother.ship(parcel),
                RecordMother.ship(parcel),
                RecordMother.ship(parcel, exploding, ShipParcel.EXPLODE),
                RecordMother.ship(parcel),
                RecordMother.ship(parcel));

        assertThat(Parcels.shipments(parcel)).isEqualTo(4);
        assertThat(handler.attempts(exploding))
                .as("once in the batch, then alone")
                .isEqualTo(4);
        assertThat(reasonsOfDeadLettersAbout(exploding)).containsExactly("handler-failed");
        Parcels.assertSequencesWithoutGaps(parcel);
    }

    @Test
    void putsOnlyTheMessageAsideWhoseAnswerTheOutboxRefuses() {
        UUID parcel = Parcels.create("beside too much");
        UUID tooMuch = Ids.next();

        take(
                RecordMother.ship(parcel),
                RecordMother.ship(parcel, tooMuch, ShipParcel.WRITE_TOO_MUCH),
                RecordMother.ship(parcel));

        assertThat(Parcels.shipments(parcel)).isEqualTo(2);
        assertThat(reasonsOfDeadLettersAbout(tooMuch)).containsExactly("handler-failed");
        assertThat(Rows.texts(
                        "select detail from dead_letter where convert_from(payload, 'UTF8') like ?",
                        "%" + tooMuch + "%"))
                .allMatch(detail -> detail.contains("outbox_payload_check") && !detail.contains("insert into"));
    }

    @Test
    void putsAMessageAsideOnceThatCannotBeHandled() {
        UUID exploding = Ids.next();
        Received command = RecordMother.ship(Parcels.create("explodes twice"), exploding, ShipParcel.EXPLODE);

        take(command);
        take(command, RecordMother.again(command));

        assertThat(reasonsOfDeadLettersAbout(exploding)).hasSize(1);
    }

    @Test
    void answersABrokenRuleWithARejectionAndWritesNothingElse() {
        UUID parcel = Parcels.create("stays here");
        UUID action = Ids.next();
        Received command = RecordMother.ship(parcel, action, ShipParcel.REFUSE);

        take(command);

        Message rejection = kafka.await("parcel-shipping-rejected", action);
        assertThat(rejection.subject()).isEqualTo(action.toString());
        assertThat(rejection.correlationId()).isEqualTo(action.toString());
        assertThat(rejection.causationId()).isEqualTo(command.id().toString());
        assertThat(rejection.sequence()).isNull();
        assertThat(rejection.text("/code")).isEqualTo("conflict");
        assertThat(rejection.text("/detail")).isEqualTo("This parcel stays here");
        assertThat(Rows.number("select version + event_sequence + shipments from parcel where id = ?", parcel))
                .isZero();
        assertThat(reasonsOfDeadLettersAbout(action)).isEmpty();
    }

    @Test
    void givesNumbersWithoutGapsWhateverIsRejectedOrFailsInBetween() {
        List<UUID> parcels = IntStream.range(0, 6)
                .mapToObj(number -> Parcels.create("numbered " + number))
                .toList();
        long before = lastNumber();

        take(
                RecordMother.ship(parcels.get(0)),
                RecordMother.ship(parcels.get(1), Ids.next(), ShipParcel.REFUSE),
                RecordMother.ship(parcels.get(2)));
        take(
                RecordMother.ship(parcels.get(3)),
                RecordMother.ship(parcels.get(1), Ids.next(), ShipParcel.EXPLODE),
                RecordMother.ship(parcels.get(4)));
        take(RecordMother.ship(parcels.get(5)));

        List<String> numbers =
                Rows.texts("select number from parcel where number > ? order by id", "P%05d".formatted(before));
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, 5)
                        .mapToObj(place -> "P%05d".formatted(before + place))
                        .toList());
    }

    @Test
    void countsTheEventsOfAParcelOverAllItsTopics() {
        UUID parcel = Parcels.create("told about");

        take(RecordMother.ship(parcel), RecordMother.ship(parcel));
        Rest.as("agent")
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", "*")
                .body("{\"label\":\"told anew\"}")
                .patch("/parcels/{id}", parcel)
                .then()
                .statusCode(200);
        take(RecordMother.ship(parcel));

        Parcels.assertSequencesWithoutGaps(parcel);
        Message last = kafka.await(
                ParcelShipped.TYPE.topic(),
                message -> message.key().equals(parcel.toString()) && message.sequence() == 4);
        assertThat(last.text("/label")).isEqualTo("told anew");
        assertThat(kafka.await("parcel-relabelled", parcel).sequence()).isEqualTo(3);
    }

    @Test
    void getsOverDeadlocksWithRequestsThatLockInTheOppositeOrder() {
        UUID first = Parcels.create("first");
        UUID second = Parcels.create("second");
        long before = deadlocks();
        List<CompletableFuture<Void>> requests = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS_AT_ONCE);
        int batches = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; i < REQUESTS_AT_ONCE; i++) {
            requests.add(CompletableFuture.runAsync(
                    () -> {
                        while (deadlocks() == before && System.nanoTime() < end) {
                            for (int swap = 0; swap < 20; swap++) {
                                Response answer =
                                        Rest.as("agent").post("/parcels/{second}/swap-labels/{first}", second, first);
                                assertThat(answer.statusCode())
                                        .as(answer.body().asString())
                                        .isEqualTo(204);
                            }
                        }
                    },
                    threads));
        }
        while (!requests.stream().allMatch(CompletableFuture::isDone)) {
            take(RecordMother.ship(first), RecordMother.ship(second));
            batches++;
        }
        requests.forEach(CompletableFuture::join);
        threads.shutdown();

        assertThat(deadlocks()).as("deadlocks").isGreaterThan(before);
        assertThat(Parcels.shipments(first)).isEqualTo(batches);
        assertThat(Parcels.shipments(second)).isEqualTo(batches);
        assertThat(Rows.number("select count(*) from dead_letter where key in (?, ?)", bytes(first), bytes(second)))
                .isZero();
        Parcels.assertSequencesWithoutGaps(first);
        Parcels.assertSequencesWithoutGaps(second);
    }

    private void take(Received... records) {
        attempts.untilDone(Stream.of(records).toList()).await().atMost(PATIENCE);
    }

    private static List<String> reasonsOfDeadLettersAbout(UUID action) {
        return Rows.texts(
                "select reason from dead_letter where convert_from(payload, 'UTF8') like ?", "%" + action + "%");
    }

    private static long lastNumber() {
        return Rows.number("select coalesce(max(value), 0) from number_counter where name = 'PARCEL'");
    }

    private static long deadlocks() {
        return Rows.number("select deadlocks from pg_stat_database where datname = current_database()");
    }

    private static byte[] bytes(UUID key) {
        return key.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
