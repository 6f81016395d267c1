package io.aftersales.platform.parcel;

import io.aftersales.platform.id.Ids;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
class DeliveryIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void aCommandIsExecutedOnceAndAnsweredWithAnEventOfTheAggregate() {
        UUID parcel = newParcel("books");
        UUID action = Ids.next();
        Outgoing command = ship(parcel, action, null);

        kafka.send(command);
        kafka.send(command);
        kafka.send(ship(parcel, Ids.next(), null));

        Message last = kafka.await(
                "parcel-shipped",
                message -> message.key().equals(parcel.toString())
                        && message.payload().path("shipments").asInt() == 2);
        assertThat(last.sequence()).isEqualTo(2);
    }

    private static Outgoing ship(UUID parcel, UUID action, String demand) {
        return Outgoing.command(
                "ship-parcel",
                parcel,
                action,
                demand == null
                        ? Map.of("actionId", action, "ticketId", Ids.next(), "parcelId", parcel)
                        : Map.of("actionId", action, "ticketId", Ids.next(), "parcelId", parcel, "demand", demand));
    }

    private static UUID newParcel(String label) {
        String id = Rest.as("agent")
                .body(Map.of("label", label))
                .post("/parcels")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return UUID.fromString(id);
    }
}
