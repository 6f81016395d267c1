package io.aftersales.fieldservice;

import io.aftersales.fieldservice.Field.Asked;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RepublishIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void tellsThePresentStateOfEverythingAgainUnderItsUnchangedSequence() {
        UUID project = Field.project();
        Asked asked = Asked.of(project, Field.customer()).send();
        Field.patch(Field.MANAGER, "/tasks/" + asked.taskId(), Map.of("title", "Another title"))
                .statusCode(200);

        Rest.as("operator").post("/admin/fieldservice/republish").then().statusCode(200);

        List<Message> projects = kafka.awaitAtLeast(2, "project-changed", KafkaProbe.keyed(project));
        assertThat(projects).extracting(Message::sequence).containsExactly(1L, 1L);
        Message told = kafka.awaitAtLeast(2, "task-created", KafkaProbe.keyed(asked.taskId()))
                .get(1);
        assertThat(told.sequence()).isEqualTo(2);
        assertThat(told.text("/title")).isEqualTo("Another title");
        assertThat(told.correlationId()).isEqualTo(asked.actionId().toString());
    }
}
