package io.aftersales.platform.inbox;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.parcel.Parcels;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.platform.parcel.ShipParcel;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands that name a record which is not known yet. */
@QuarkusTest
@WithInfrastructure
class SetAsideIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void aCommandRunsOnceWhenTheRecordThatItNamesHasCome() {
        UUID parcel = Ids.next();
        Outgoing command = Parcels.ship(parcel, Ids.next(), ShipParcel.AWAIT);
        kafka.send(command);
        awaitSetAside(command);

        arrives(parcel);

        Awaitility.await().atMost(PATIENCE).until(() -> Parcels.shipments(parcel) == 1);
        assertThat(isSetAside(command)).isFalse();
        kafka.send(command);
        UUID later = Parcels.create("behind the repeat");
        kafka.send(Parcels.ship(later));
        Awaitility.await().atMost(PATIENCE).until(() -> Parcels.shipments(later) == 1);
        assertThat(Parcels.shipments(parcel)).isEqualTo(1);
    }

    @Test
    void aCommandIsRejectedWithItsOwnCodeWhenTheRecordDoesNotComeInTime() {
        UUID action = Ids.next();
        Outgoing command = Parcels.ship(Ids.next(), action, ShipParcel.AWAIT);
        kafka.send(command);
        awaitSetAside(command);

        Message rejection = kafka.awaitOfAction("parcel-shipping-rejected", action);

        assertThat(rejection.text("/code")).isEqualTo("not-found");
        assertThat(rejection.header("ce_causationid")).isEqualTo(command.id().toString());
        assertThat(isSetAside(command)).isFalse();
    }

    @Test
    void whatWaitsHoldsNobodyUp() {
        UUID waiting = Ids.next();
        Outgoing command = Parcels.ship(waiting, Ids.next(), ShipParcel.AWAIT);
        kafka.send(command);
        awaitSetAside(command);
        UUID parcel = Parcels.create("not waiting");

        kafka.send(Parcels.ship(parcel));

        Awaitility.await().atMost(PATIENCE).until(() -> Parcels.shipments(parcel) == 1);
    }

    private static void arrives(UUID parcel) {
        Rows.execute(
                "insert into parcel (id, version, event_sequence, label, shipments) values (?, 0, 0, 'arrived', 0)",
                parcel);
    }

    private static void awaitSetAside(Outgoing command) {
        Awaitility.await("the command is set aside").atMost(PATIENCE).until(() -> isSetAside(command));
    }

    private static boolean isSetAside(Outgoing command) {
        return Rows.number("select count(*) from set_aside_command where message_id = ?", command.id()) == 1;
    }
}
