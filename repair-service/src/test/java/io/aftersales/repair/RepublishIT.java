package io.aftersales.repair;

import io.aftersales.repair.workshop.Workshop;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RepublishIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void tellsThePresentStateOfEveryOrderAgainUnderItsUnchangedSequence() {
        UUID order = Workshop.order("none");
        Workshop.move(order, "confirm").statusCode(200);
        Message confirmed = kafka.await("repair-order-changed", order);

        Rest.as("operator").post("/admin/repair/republish").then().statusCode(200);

        List<Message> told = kafka.awaitAtLeast(2, "repair-order-changed", KafkaProbe.keyed(order));
        assertThat(told.get(1).payload()).isEqualTo(confirmed.payload());
        assertThat(told.get(1).sequence()).isEqualTo(confirmed.sequence());
    }
}
