package io.aftersales.fieldservice.task;

import io.aftersales.fieldservice.Field;
import io.aftersales.fieldservice.Field.Asked;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** A task that a ticket asks for, on Kafka from the command to its answer. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class CreateTaskIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void aTaskIsOpenedInTheFirstOpenStageOfItsProject() {
        TestUser technician = Field.technician();
        UUID project = Field.project(technician);
        UUID customer = Field.customer();

        Asked asked = Asked.of(project, customer)
                .with(Field.planned(technician, "2026-12-01T08:00:00Z"))
                .with(Map.of("description", "Behind the boiler"))
                .send();

        Message created = asked.created();
        assertThat(created.sequence()).isEqualTo(1);
        assertThat(created.text("/number")).matches("TA\\d{5}");
        assertThat(created.text("/title")).isEqualTo("The pump leaks");
        assertThat(created.text("/state")).isEqualTo("open");
        assertThat(created.text("/stage")).isEqualTo("New");
        assertThat(created.text("/plannedStart")).isEqualTo("2026-12-01T08:00:00Z");
        assertThat(created.text("/assignees/0/name")).isEqualTo(technician.name());
        assertThat(created.text("/ticketId")).isEqualTo(asked.ticketId().toString());
        assertThat(created.text("/changedBy/sub")).isEqualTo("agent-user");
        assertThat(created.payload().has("warnings")).isFalse();
        JsonPath task = Field.get("/tasks/" + asked.taskId());
        assertThat(task.getString("customerId")).isEqualTo(customer.toString());
        assertThat(task.getString("created.sub")).isEqualTo("agent-user");
    }

    @Test
    void theSameCommandTwiceMakesOneTask() {
        UUID project = Field.project();
        Asked asked = Asked.of(project, Field.customer());
        var command = asked.command();

        kafka.send(command);
        kafka.send(command);
        UUID task = asked.taskId();
        Asked later = Asked.of(project, Field.customer()).send();
        later.created();
        kafka.catchUp();

        assertThat(kafka.on("task-created", KafkaProbe.ofAction(asked.actionId())))
                .hasSize(1);
        assertThat(Field.get("/tasks?ticketId=" + asked.ticketId()).getList("items.id"))
                .containsExactly(task.toString());
    }

    @Test
    void aTicketMayAskForSeveralTasks() {
        UUID project = Field.project();
        UUID customer = Field.customer();
        Asked first = Asked.of(project, customer).send();
        Asked second = Asked.of(project, customer)
                .with(Map.of("ticketId", first.ticketId()))
                .send();

        assertThat(second.taskId()).isNotEqualTo(first.taskId());
        assertThat(Field.get("/tasks?ticketId=" + first.ticketId()).getList("items.id"))
                .hasSize(2);
    }

    @Test
    void aTaskForACustomerWhoseEventIsStillOnItsWayWaitsForIt() {
        UUID company = Field.customer();
        UUID contact = UUID.randomUUID();
        UUID project = Field.project();
        Asked asked = Asked.of(project, contact, company).send();
        Asked.of(project, company).send().created();
        kafka.catchUp();
        assertThat(kafka.on("task-created", KafkaProbe.ofAction(asked.actionId())))
                .isEmpty();
        assertThat(kafka.on("task-rejected", KafkaProbe.ofAction(asked.actionId())))
                .isEmpty();

        Field.tellCustomer(contact, company, 1);

        assertThat(asked.created().text("/companyId")).isEqualTo(company.toString());
        assertThat(asked.created().text("/address/street")).isEqualTo("Main Street 1");
    }

    @Test
    void refusesWhatCannotBeDoneWithTheRuleThatItBreaks() {
        UUID project = Field.project();
        UUID customer = Field.customer();
        UUID archived = Field.project();
        Field.patch(Field.MANAGER, "/projects/" + archived, Map.of("archived", true))
                .statusCode(200);

        assertThat(codeOf(Asked.of(null, customer).send())).isEqualTo("no-project");
        assertThat(codeOf(Asked.of(UUID.randomUUID(), customer).send())).isEqualTo("unknown-project");
        assertThat(codeOf(Asked.of(archived, customer).send())).isEqualTo("project-archived");
        assertThat(codeOf(Asked.of(project, customer)
                        .with(Map.of("assigneeIds", List.of("nobody")))
                        .send()))
                .isEqualTo("unknown-technician");
        assertThat(codeOf(Asked.of(project, customer)
                        .with(Map.of("title", "x".repeat(10_000)))
                        .sendBroken()))
                .isEqualTo("invalid-request");
        Asked backwards = Asked.of(project, customer)
                .with(Map.of("plannedStart", "2026-12-01T09:00:00Z", "plannedEnd", "2026-12-01T08:00:00Z"))
                .send();
        assertThat(codeOf(backwards)).isEqualTo("invalid-request");
        assertThat(backwards.rejected().text("/detail")).contains("plannedEnd must be after plannedStart");
        assertThat(Field.get("/tasks?customerId=" + customer).getList("items")).isEmpty();
    }

    @Test
    void planningATechnicianTwiceAtOneTimeWarnsAlsoWithinOneBatch() {
        TestUser technician = Field.technician();
        UUID project = Field.project(technician);
        UUID customer = Field.customer();
        List<Asked> asked = List.of(
                Asked.of(project, customer).with(Field.planned(technician, "2026-12-02T08:00:00Z")),
                Asked.of(project, customer).with(Field.planned(technician, "2026-12-02T08:30:00Z")),
                Asked.of(project, customer).with(Field.planned(technician, "2026-12-02T09:30:00Z")));

        asked.forEach(Asked::send);

        assertThat(asked.stream().filter(one -> one.created().payload().has("warnings")))
                .as("whoever came second to a time is warned, in whatever order the partitions were read")
                .isNotEmpty()
                .allSatisfy(one ->
                        assertThat(one.created().text("/warnings/0/code")).isEqualTo("double-booked"));
    }

    private static String codeOf(Asked asked) {
        return asked.rejected().text("/code");
    }
}
