package io.aftersales.platform.parcel;

import io.aftersales.platform.id.Ids;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests do with parcels, from outside. */
public final class Parcels {

    private Parcels() {}

    /** Makes a parcel through the REST API. */
    public static UUID create(String label) {
        String id = Rest.as("agent")
                .body(Map.of("label", label))
                .post("/parcels")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return UUID.fromString(id);
    }

    /** A command to ship a parcel. */
    public static Outgoing ship(UUID parcel) {
        return ship(parcel, Ids.next(), null);
    }

    /** A command to ship a parcel, or one that makes trouble: see the demands of {@link ShipParcel}. */
    public static Outgoing ship(UUID parcel, UUID action, String demand) {
        return Outgoing.command("ship-parcel", parcel, action, payload(parcel, action, demand));
    }

    /** The payload of such a command. */
    public static Map<String, Object> payload(UUID parcel, UUID action, String demand) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("actionId", action);
        payload.put("ticketId", Ids.next());
        payload.put("parcelId", parcel);
        if (demand != null) {
            payload.put("demand", demand);
        }
        return payload;
    }

    /** How often a parcel was shipped, as the database says. */
    public static long shipments(UUID parcel) {
        return Rows.number("select shipments from parcel where id = ?", parcel);
    }

    /** Waits for all events of a parcel, and says that their sequences are 1, 2, 3 … over both topics. */
    public static void assertSequencesWithoutGaps(UUID parcel) {
        long last = Rows.number("select event_sequence from parcel where id = ?", parcel);
        KafkaProbe kafka = KafkaProbe.shared();
        Rows.awaitEmptyOutbox();
        kafka.catchUp();
        List<Long> sequences = Stream.of("parcel-shipped", "parcel-relabelled")
                .flatMap(topic -> kafka.on(topic, parcel).stream())
                .map(Message::sequence)
                .distinct()
                .sorted()
                .toList();
        assertThat(sequences)
                .as("sequences of parcel %s", parcel)
                .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    }
}
