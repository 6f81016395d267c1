package io.aftersales.platform.admin;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.parcel.Parcels;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.platform.parcel.ShipParcel;
import io.aftersales.platform.parcel.ShipParcelHandler;
import io.aftersales.testkit.Json;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

/** What an operator can do with dead letters. */
@QuarkusTest
@WithInfrastructure
class DeadLettersIT {

    private static final String LETTERS = "/admin/parcel/dead-letters";

    @Inject
    ShipParcelHandler handler;

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final UUID action = Ids.next();
    private UUID parcel;

    @BeforeEach
    void aParcel() {
        parcel = Parcels.create("of dead letters");
    }

    @AfterEach
    void theBugIsBack() {
        handler.arm();
    }

    @Test
    void listsAndShowsALetterWithAllThatIsKnownOfIt() {
        Outgoing command = Parcels.ship(parcel, action, ShipParcel.EXPLODE);
        String letter = deadLetterOf(command);

        Rest.as("operator")
                .get(LETTERS + "/{id}", letter)
                .then()
                .statusCode(200)
                .body("id", equalTo(letter))
                .body("direction", equalTo("inbound"))
                .body("messageId", equalTo(command.id().toString()))
                .body("topic", equalTo("ship-parcel"))
                .body("key", equalTo(parcel.toString()))
                .body("payload", containsString(action.toString()))
                .body("headers", containsString("io.aftersales.ship-parcel.v1"))
                .body("reason", equalTo("handler-failed"))
                .body("detail", containsString("a bug in the handler"));
        Rest.as("operator")
                .queryParam("topic", "ship-parcel")
                .get(LETTERS)
                .then()
                .statusCode(200)
                .body("items.id", hasItem(letter));
        Rest.as("operator")
                .queryParam("topic", "another")
                .get(LETTERS)
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(letter)));
    }

    @Test
    void replaysALetterThroughItsHandlerOnceTheBugIsMended() {
        Outgoing command = Parcels.ship(parcel, action, ShipParcel.EXPLODE);
        String letter = deadLetterOf(command);
        handler.defuse();

        replay(letter).statusCode(204);

        assertThat(Parcels.shipments(parcel)).isEqualTo(1);
        Message shipped = kafka.awaitOfAction("parcel-shipped", action);
        assertThat(shipped.causationId()).isEqualTo(command.id().toString());
        assertGone(letter);
        replay(letter).statusCode(404);
    }

    @Test
    void keepsALetterThatFailsAgain() {
        String letter = deadLetterOf(Parcels.ship(parcel, action, ShipParcel.EXPLODE));

        replay(letter).statusCode(422).body("code", equalTo("replay-failed"));

        assertThat(Parcels.shipments(parcel)).isZero();
        Rest.as("operator").get(LETTERS + "/{id}", letter).then().statusCode(200);
    }

    @Test
    void keepsALetterWhoseEffectTheDatabaseRefusesAgain() {
        String letter = deadLetterOf(Parcels.ship(parcel, action, ShipParcel.WRITE_TOO_MUCH));

        replay(letter)
                .statusCode(422)
                .body("code", equalTo("replay-failed"))
                .body("detail", not(containsString("outbox")));

        Rest.as("operator").get(LETTERS + "/{id}", letter).then().statusCode(200);
    }

    @Test
    void keepsALetterThatStillCannotBeRead() {
        String letter = deadLetterOf(Parcels.ship(parcel).header("ce_type", "io.aftersales.ship-parcel.v9"));

        replay(letter)
                .statusCode(422)
                .body("code", equalTo("replay-failed"))
                .body("detail", containsString("io.aftersales.ship-parcel.v9"));
    }

    @Test
    void answersADiscardedCommandWithItsRejection() {
        String letter = deadLetterOf(Parcels.ship(parcel, action, ShipParcel.EXPLODE));

        discard(letter, Map.of("reason", "sent by mistake")).statusCode(204);

        Message rejection = kafka.await("parcel-shipping-rejected", action);
        assertThat(rejection.text("/code")).isEqualTo("discarded");
        assertThat(rejection.text("/detail")).isEqualTo("sent by mistake");
        assertThat(rejection.correlationId()).isEqualTo(action.toString());
        assertThat(rejection.sequence()).isNull();
        assertGone(letter);
        assertThat(Parcels.shipments(parcel)).isZero();
    }

    @Test
    void discardsWithoutABodyToo() {
        String letter = deadLetterOf(Parcels.ship(parcel, action, ShipParcel.EXPLODE));

        Rest.as("operator").post(LETTERS + "/{id}/discard", letter).then().statusCode(204);

        assertThat(kafka.await("parcel-shipping-rejected", action).text("/code"))
                .isEqualTo("discarded");
    }

    @Test
    void needsTheActionOfACommandThatCannotBeRead() {
        String letter = deadLetterOf(
                Parcels.ship(parcel, action, null).bytes("{\"actionId\":".getBytes(StandardCharsets.UTF_8)));

        discard(letter, Map.of("reason", "garbage")).statusCode(422).body("code", equalTo("action-unknown"));
        discard(letter, Map.of("reason", "garbage", "actionId", action)).statusCode(204);

        assertThat(kafka.await("parcel-shipping-rejected", action).text("/code"))
                .isEqualTo("discarded");
        assertGone(letter);
    }

    @Test
    void takesTheActionFromTheBytesWhereTheyNameOne() {
        String letter = deadLetterOf(Parcels.ship(parcel, action, ShipParcel.EXPLODE));
        UUID another = Ids.next();

        discard(letter, Map.of("actionId", another)).statusCode(204);

        kafka.await("parcel-shipping-rejected", action);
        kafka.catchUp();
        assertThat(kafka.on("parcel-shipping-rejected", another)).isEmpty();
    }

    @Test
    void keepsACommandThatWasNeverSentForItsActionWaits() {
        UUID command = unsent("ship-parcel", null);
        UUID event = unsent("parcel-relabelled", 7L);

        discard(command.toString(), Map.of()).statusCode(422).body("code", equalTo("action-waits"));
        discard(event.toString(), Map.of()).statusCode(204);
        replay(command.toString()).statusCode(204);

        assertThat(kafka.await("ship-parcel", parcel).text("/actionId")).isEqualTo(action.toString());
        assertGone(command.toString());
        assertGone(event.toString());
    }

    @Test
    void isForOperatorsOnly() {
        String letter = deadLetterOf(Parcels.ship(parcel, action, ShipParcel.EXPLODE));

        for (String role : new String[] {"agent", "accountant", "helpdesk-manager", "customer"}) {
            Rest.as(role).get(LETTERS).then().statusCode(403).body("code", equalTo("forbidden"));
            Rest.as(role).get(LETTERS + "/{id}", letter).then().statusCode(403);
            Rest.as(role).post(LETTERS + "/{id}/replay", letter).then().statusCode(403);
            Rest.as(role).post(LETTERS + "/{id}/discard", letter).then().statusCode(403);
            Rest.as(role).get("/admin/parcel/outbox").then().statusCode(403);
            Rest.as(role).post("/admin/parcel/republish").then().statusCode(403);
        }
        Rest.anonymous().get(LETTERS).then().statusCode(401);
    }

    @Test
    void knowsNoOtherServiceAndNoOtherLetter() {
        Rest.as("operator")
                .get("/admin/accounting/dead-letters")
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
        Rest.as("operator").get(LETTERS + "/{id}", Ids.next()).then().statusCode(404);
        replay(Ids.next().toString()).statusCode(404);
        discard("no-uuid", Map.of()).statusCode(404);
    }

    @Test
    void showsTheOutbox() {
        // Its depth is measured every other second: what was told before may still be in the last reading.
        Awaitility.await("an empty outbox is shown")
                .untilAsserted(() -> Rest.as("operator")
                        .get("/admin/parcel/outbox")
                        .then()
                        .statusCode(200)
                        .body("relayIsHere", equalTo(true))
                        .body("depth", equalTo(0)));
    }

    @Test
    void showsWhatWaitsInTheOutbox() {
        UUID message = Ids.next();
        Rows.execute("""
                insert into outbox (id, aggregatetype, aggregateid, type, subject, payload)
                values (?, 'a-topic-that-is-not-there', 'key', 'type', 'subject', '{}')""", message);
        try {
            Awaitility.await("it is measured")
                    .untilAsserted(() -> Rest.as("operator")
                            .get("/admin/parcel/outbox")
                            .then()
                            .statusCode(200)
                            .body("depth", equalTo(1))
                            .body("oldest.id", hasItem(message.toString()))
                            .body("oldest.topic", hasItem("a-topic-that-is-not-there")));
        } finally {
            Rows.execute("delete from outbox where id = ?", message);
        }
    }

    @Test
    void repeatsTheAnswerToAReplayWithTheSameKey() {
        String letter = deadLetterOf(Parcels.ship(parcel, action, ShipParcel.EXPLODE));
        handler.defuse();
        String key = Rest.newKey();

        for (int time = 0; time < 2; time++) {
            Rest.as("operator")
                    .header("Idempotency-Key", key)
                    .post(LETTERS + "/{id}/replay", letter)
                    .then()
                    .statusCode(204);
        }

        assertThat(Parcels.shipments(parcel)).isEqualTo(1);
    }

    /** A letter as the relay leaves one when the broker has refused a record for good. */
    private UUID unsent(String topic, Long sequence) {
        UUID letter = Ids.next();
        Rows.execute(
                """
                insert into dead_letter (id, direction, message_id, topic, key, headers, payload, reason, detail)
                values (?, 'outbound', ?, ?, ?, jsonb_build_object('type', 'io.aftersales.' || ? || '.v1', 'subject', ?::text,
                        'correlationid', ?::text, 'causationid', null, 'sequence', ?::bigint, 'traceparent', null)::text,
                    ?, 'refused', 'too large')""",
                letter,
                Ids.next(),
                topic,
                parcel.toString().getBytes(StandardCharsets.UTF_8),
                topic,
                parcel.toString(),
                action.toString(),
                sequence,
                Json.write(Parcels.payload(parcel, action, null)).getBytes(StandardCharsets.UTF_8));
        return letter;
    }

    private String deadLetterOf(Outgoing poison) {
        RecordMetadata place = kafka.send(poison);
        return kafka.await(
                        "parcel.dlq",
                        notice -> notice.payload().path("partition").asInt() == place.partition()
                                && notice.payload().path("offset").asLong() == place.offset())
                .key();
    }

    private static ValidatableResponse replay(String letter) {
        return Rest.as("operator").post(LETTERS + "/{id}/replay", letter).then();
    }

    private static ValidatableResponse discard(String letter, Map<String, Object> request) {
        return Rest.as("operator")
                .body(request)
                .post(LETTERS + "/{id}/discard", letter)
                .then();
    }

    private static void assertGone(String letter) {
        Rest.as("operator").get(LETTERS + "/{id}", letter).then().statusCode(404);
        assertThat(Rows.number("select count(*) from dead_letter where id = ?", UUID.fromString(letter)))
                .isZero();
    }
}
