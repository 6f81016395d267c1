package io.aftersales.platform.parcel;

import io.aftersales.platform.id.Ids;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** The way of a command, from Kafka to Kafka. */
@QuarkusTest
@WithInfrastructure
class DeliveryIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void aCommandIsExecutedOnceAndAnsweredWithAnEventOfTheAggregate() {
        UUID parcel = Parcels.create("books");
        UUID action = Ids.next();
        Outgoing command = Parcels.ship(parcel, action, null);

        kafka.send(command);
        kafka.send(command);
        kafka.send(Parcels.ship(parcel));

        Message last = kafka.await(
                "parcel-shipped",
                message -> message.key().equals(parcel.toString())
                        && message.payload().path("shipments").asInt() == 2);
        assertThat(last.sequence()).isEqualTo(2);
        assertThat(kafka.differentOn("parcel-shipped", KafkaProbe.ofAction(action)))
                .hasSize(1);
    }
}
