package io.aftersales.helpdesk;

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
import static org.hamcrest.Matchers.lessThan;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RepublishIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void tellsThePresentStateOfEverythingAgainUnderItsUnchangedSequence() {
        Desk.stage(false);
        UUID customer = Desk.customer();
        UUID ticket = Desk.ticket(Desk.refundingTeam(), customer);
        kafka.await("customer-changed", customer);
        kafka.await("ticket-created", ticket);

        Rest.as("operator").post("/admin/helpdesk/republish").then().statusCode(lessThan(300));

        List<Message> customers = kafka.awaitAtLeast(2, "customer-changed", KafkaProbe.keyed(customer));
        assertThat(customers).extracting(Message::sequence).containsOnly(1L);
        assertThat(customers.get(1).payload()).isEqualTo(customers.get(0).payload());
        assertThat(kafka.await("ticket-changed", ticket).sequence())
                .isEqualTo(kafka.await("ticket-followers-changed", ticket).sequence());
        kafka.awaitAtLeast(2, "company-settings-changed", message -> true);
    }
}
