package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;

/** Plays field service's part: real records on its topics, as its schemas want them. */
public final class FieldService {

    private final KafkaProbe kafka = KafkaProbe.shared();

    /** A task that came out of an action. */
    public record Visit(UUID id, UUID project, UUID ticketId, UUID actionId) {

        public static Visit of(UUID project, UUID ticketId, UUID actionId) {
            return new Visit(UUID.randomUUID(), project, ticketId, actionId);
        }

        public String number() {
            return "TA-" + id.toString().substring(0, 8);
        }
    }

    /** Announces the service, and waits until the helpdesk knows of it. */
    public void installed() {
        Desk.stage(false);
        Desk.stage(true);
        kafka.send(Outgoing.announcement("fieldservice"));
        UUID project = project(true);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> Rest.as(Desk.MANAGER)
                        .body(Map.of(
                                "name",
                                Desk.unique("Team"),
                                "visibility",
                                "public",
                                "services",
                                Map.of("fieldService", true),
                                "defaultProjectId",
                                project))
                        .post("/teams")
                        .then()
                        .statusCode(201)
                        .body("warnings", nullValue()));
    }

    /** A project that the helpdesk has been told of. */
    public UUID project(boolean visibleToCustomers) {
        UUID project = UUID.randomUUID();
        tell(project, 1, visibleToCustomers, false);
        return project;
    }

    public void tell(UUID project, long sequence, boolean visibleToCustomers, boolean archived) {
        tell(project, sequence, "Visits", List.of(), visibleToCustomers, archived);
    }

    /** Tells that a project, and its only stage, go by other names. */
    public void renamed(UUID project, long sequence, String name, UUID stage, String stageName) {
        List<?> stages = List.of(Map.of("stageId", stage, "name", stageName, "closed", false));
        tell(project, sequence, name, stages, true, false);
    }

    private void tell(
            UUID project, long sequence, String name, List<?> stages, boolean visibleToCustomers, boolean archived) {
        kafka.teach(Outgoing.event(
                "project-changed",
                project,
                sequence,
                Map.of(
                        "projectId",
                        project,
                        "name",
                        name,
                        "stages",
                        stages,
                        "technicians",
                        List.of(),
                        "visibleToCustomers",
                        visibleToCustomers,
                        "archived",
                        archived)));
    }

    /** A public team that offers field service, with this default project. */
    public static UUID team(UUID project, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(
                Map.of("services", Map.of("fieldService", true, "refunds", true), "defaultProjectId", project));
        body.putAll(more);
        return Desk.team("public", body);
    }

    public void created(Visit visit, Map<String, ?> more) {
        tell("task-created", visit, 1, more);
    }

    public void created(Visit visit) {
        created(visit, Map.of());
    }

    public void changed(Visit visit, long sequence, Map<String, ?> more) {
        tell("task-changed", visit, sequence, more);
    }

    public void rejected(UUID ticketId, UUID actionId, String code) {
        kafka.send(Outgoing.rejection(
                "task-rejected",
                actionId,
                Map.of("actionId", actionId, "ticketId", ticketId, "code", code, "detail", "Because of " + code)));
    }

    private void tell(String topic, Visit visit, long sequence, Map<String, ?> more) {
        Map<String, Object> state = new HashMap<>();
        state.put("taskId", visit.id());
        state.put("number", visit.number());
        state.put("title", "The pump leaks");
        state.put("state", "open");
        state.put("projectId", visit.project());
        state.put("projectName", "Visits");
        state.put("stageId", UUID.randomUUID());
        state.put("stage", "New");
        state.put("assignees", List.of(Map.of("sub", "theo", "name", "Theo Technician")));
        state.put("priority", 0);
        state.put("changedBy", Map.of("sub", "theo", "name", "Theo Technician"));
        state.put("ticketId", visit.ticketId());
        state.put("actionId", visit.actionId());
        state.putAll(more);
        kafka.send(Outgoing.event(topic, visit.id(), sequence, visit.actionId(), state));
    }
}
