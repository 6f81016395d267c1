package io.aftersales.platform.inbox;

import io.aftersales.platform.parcel.Parcels;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.Contracts;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Records that cannot be taken in, sent over Kafka in front of a command that can. */
@QuarkusTest
@WithInfrastructure
class PoisonIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    static Stream<Arguments> poison() {
        return Stream.of(
                poison("bytes that are no JSON", "unreadable", good -> good.bytes(new byte[] {(byte) 0xff, 0, 1})),
                poison("half a document", "unreadable", good -> good.bytes(utf8("{\"actionId\":"))),
                poison("JSON of another shape", "unreadable", good -> good.bytes(utf8("[1,2,3]"))),
                poison("the JSON null", "unreadable", good -> good.bytes(utf8("null"))),
                poison("a field of another type", "unreadable", good -> good.bytes(utf8("{\"actionId\":{}}"))),
                poison("a command of no action", "unreadable", good -> good.bytes(utf8("{}"))),
                poison("no payload", "unreadable", good -> good.bytes(null)),
                poison("no time", "unreadable", good -> good.without("ce_time")),
                poison("no id", "no-id", good -> good.without("ce_id")),
                poison("an id that is no UUID", "no-id", good -> good.header("ce_id", "seventeen")),
                poison("no type", "unknown-type", good -> good.without("ce_type")),
                poison(
                        "an unknown type",
                        "unknown-type",
                        good -> good.header("ce_type", "io.aftersales.eat-parcel.v1")),
                poison(
                        "an unknown version",
                        "unknown-type",
                        good -> good.header("ce_type", "io.aftersales.ship-parcel.v2")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void putsItAsideWithANoticeAndThePartitionMovesOn(String what, String reason, UnaryOperator<Outgoing> spoil) {
        UUID parcel = Parcels.create("behind poison");

        RecordMetadata place = kafka.send(spoil.apply(Parcels.ship(parcel)));
        RecordMetadata behind = kafka.send(Parcels.ship(parcel));

        Awaitility.await("the command behind").until(() -> Parcels.shipments(parcel) == 1);
        assertThat(behind.partition()).isEqualTo(place.partition());
        assertLiesAmongTheDeadLetters(place, reason);
        assertNoticeWasGiven(place, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void putsItAsideOnceHoweverOftenItComes(String what, String reason, UnaryOperator<Outgoing> spoil) {
        UUID parcel = Parcels.create("twice behind poison");
        Outgoing poison = spoil.apply(Parcels.ship(parcel));
        long before = Rows.number("select count(*) from dead_letter");

        kafka.send(poison);
        kafka.send(poison);
        kafka.send(Parcels.ship(parcel));

        Awaitility.await("the command behind").until(() -> Parcels.shipments(parcel) == 1);
        // Without an id two records cannot be known for the same.
        assertThat(Rows.number("select count(*) from dead_letter") - before).isEqualTo(reason.equals("no-id") ? 2 : 1);
    }

    @Test
    void putsARecordAsideThatHasNoHeadersAtAll() {
        RecordMetadata place = kafka.send(Outgoing.raw("ship-parcel", null, utf8("hello")));

        assertNoticeWasGiven(place, "no-id");
        assertLiesAmongTheDeadLetters(place, "no-id");
        assertThat(Rows.texts(
                        "select convert_from(payload, 'UTF8') from dead_letter where kafka_partition = ? and kafka_offset = ?",
                        place.partition(),
                        place.offset()))
                .containsExactly("hello");
    }

    private static void assertLiesAmongTheDeadLetters(RecordMetadata place, String reason) {
        assertThat(Rows.texts(
                        "select reason from dead_letter where direction = 'inbound' and topic = ?"
                                + " and kafka_partition = ? and kafka_offset = ?",
                        place.topic(),
                        place.partition(),
                        place.offset()))
                .containsExactly(reason);
    }

    private void assertNoticeWasGiven(RecordMetadata place, String reason) {
        Message notice = kafka.await(
                "parcel.dlq",
                message -> message.payload().path("partition").asInt() == place.partition()
                        && message.payload().path("offset").asLong() == place.offset());
        assertThat(notice.type()).isEqualTo("io.aftersales.dead-letter.v1");
        assertThat(notice.key()).isEqualTo(notice.text("/deadLetterId")).isEqualTo(notice.subject());
        assertThat(notice.text("/reason")).startsWith(reason + ": ");
        assertThat(notice.payload().path("record").path("headers").isObject())
                .as("a copy of the record")
                .isTrue();
        assertThat(Contracts.read().violationsOf("dead-letter", notice.payload()))
                .isEmpty();
    }

    private static Arguments poison(String what, String reason, UnaryOperator<Outgoing> spoil) {
        return arguments(what, reason, spoil);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
