package io.aftersales.platform.admin;

import io.aftersales.platform.parcel.Parcels;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
class RepublicationIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void tellsThePresentStateAgainUnderTheUnchangedSequence() {
        UUID parcel = Parcels.create("told again");
        Rest.as("agent").post("/parcels/{id}/ship", parcel).then().statusCode(200);
        Rest.as("agent").post("/parcels/{id}/ship", parcel).then().statusCode(200);

        republish(Rest.newKey());

        Message again = kafka.await("parcel-relabelled", parcel);
        assertThat(again.sequence()).isEqualTo(2);
        assertThat(again.text("/label")).isEqualTo("told again");
        assertThat(Rows.number("select event_sequence from parcel where id = ?", parcel))
                .isEqualTo(2);
    }

    @Test
    void tellsEveryAggregateOnceHoweverManyThereAre() {
        Rows.execute("insert into parcel (id, version, event_sequence, label, shipments)"
                + " select gen_random_uuid(), 0, 1, 'one of many', 0 from generate_series(1, 450)");
        List<String> all = Rows.texts("select id from parcel");
        Rows.awaitEmptyOutbox();
        kafka.catchUp();
        int before = kafka.on("parcel-relabelled").size();

        int told = republish(Rest.newKey());

        assertThat(told).isEqualTo(all.size());
        Rows.awaitEmptyOutbox();
        kafka.catchUp();
        List<Message> messages = kafka.on("parcel-relabelled");
        // A message that the relay sent again has the same id.
        Map<UUID, String> keys = new HashMap<>();
        messages.subList(before, messages.size()).forEach(message -> keys.put(message.id(), message.key()));
        assertThat(keys.values()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void answersARepeatWithTheSameKeyWithoutTellingAnythingAgain() {
        Parcels.create("not told twice");
        String key = Rest.newKey();
        int told = republish(key);
        Parcels.create("made later");
        Rows.awaitEmptyOutbox();
        kafka.catchUp();
        int before = kafka.on("parcel-relabelled").size();

        assertThat(republish(key)).isEqualTo(told);

        Rows.awaitEmptyOutbox();
        kafka.catchUp();
        assertThat(kafka.on("parcel-relabelled")).hasSize(before);
    }

    @Test
    void refusesABodyOfWhichNothingIsRead() {
        Rest.as("operator")
                .body(Map.of("only", "parcels"))
                .post("/admin/parcel/republish")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"));
    }

    private static int republish(String key) {
        return Rest.as("operator")
                .header("Idempotency-Key", key)
                .post("/admin/parcel/republish")
                .then()
                .statusCode(200)
                .extract()
                .path("aggregates");
    }
}
