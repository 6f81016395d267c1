package io.aftersales.fieldservice.task;

import io.aftersales.fieldservice.Field;
import io.aftersales.fieldservice.Field.Asked;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static io.aftersales.fieldservice.Field.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class TaskIT {

    private static final String MORNING = "2026-12-03T08:00:00Z";

    @Test
    void aTaskGoesThroughTheStagesOfItsProjectAndIsClosedInAClosedOne() {
        TestUser technician = Field.technician();
        UUID project = Field.project(technician);
        UUID task = Asked.of(project, Field.customer())
                .with(Map.of("assigneeIds", List.of(technician.sub())))
                .send()
                .taskId();

        Field.patch(technician, "/tasks/" + task, Map.of("stageId", Field.stage(project, 1)))
                .statusCode(200)
                .body("stage", equalTo("In progress"))
                .body("state", equalTo("open"));
        Field.patch(technician, "/tasks/" + task, Map.of("stageId", Field.stage(project, 2)))
                .statusCode(200)
                .body("state", equalTo("closed"));
        Message closed = Field.changed(task, message -> "closed".equals(message.text("/state")));
        Field.patch(technician, "/tasks/" + task, Map.of("stageId", Field.stage(project, 0)))
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("closedAt", nullValue());

        assertThat(closed.text("/stage")).isEqualTo("Done");
        assertThat(closed.text("/changedBy/name")).isEqualTo(technician.name());
        assertThat(closed.sequence()).isEqualTo(3);
        Rest.as(technician)
                .get("/tasks/{id}/messages", task)
                .then()
                .statusCode(200)
                .body("items.kind", equalTo(List.of("automatic", "automatic", "automatic")))
                .body("items[2].body", equalTo("Stage: New → In progress"));
    }

    @Test
    void aTechnicianChangesNothingButTheStage() {
        TestUser technician = Field.technician();
        UUID task = Field.task(Field.project(technician), Map.of("assigneeIds", List.of(technician.sub())));

        Field.patch(technician, "/tasks/" + task, Map.of("title", "Something else"))
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        Field.patch(technician, "/tasks/" + task, Map.of("plannedStart", MORNING))
                .statusCode(403);
        assertThat(Field.get("/tasks/" + task).getString("title")).isEqualTo("Repair the pump");
    }

    @Test
    void aNewTaskIsAtTheCustomersUnlessSaidOtherwise() {
        UUID project = Field.project();
        UUID customer = Field.customer();

        UUID there = Field.task(project, Map.of("customerId", customer));
        UUID elsewhere =
                Field.task(project, Map.of("customerId", customer, "address", Map.of("street", "Elsewhere 3")));

        assertThat(Field.get("/tasks/" + there).getString("address.street")).isEqualTo("Main Street 1");
        assertThat(Field.get("/tasks/" + elsewhere).getString("address.street")).isEqualTo("Elsewhere 3");
    }

    @Test
    void planningATechnicianTwiceIsDoneAndWarnedOf() {
        TestUser technician = Field.technician();
        UUID project = Field.project(technician);
        UUID first = Field.task(project, Field.planned(technician, MORNING));

        JsonPath second = Rest.as(MANAGER)
                .body(Field.taskForm(project, Field.planned(technician, "2026-12-03T08:59:59Z")))
                .post("/tasks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        JsonPath after = Rest.as(MANAGER)
                .body(Field.taskForm(project, Field.planned(technician, "2026-12-03T10:00:00Z")))
                .post("/tasks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();

        assertThat(second.getList("warnings.code")).containsExactly("double-booked");
        assertThat(second.getString("warnings[0].detail"))
                .contains(technician.name())
                .contains(Field.get("/tasks/" + first).getString("number"));
        assertThat(after.getList("warnings")).isNull();
    }

    @Test
    void aVisitThatIsOverOrWasMovedAwayTakesNobodysTime() {
        TestUser technician = Field.technician();
        UUID project = Field.project(technician);
        UUID over = Field.task(project, Field.planned(technician, MORNING));
        UUID moved = Field.task(project, Field.planned(technician, "2026-12-04T08:00:00Z"));
        Field.patch(MANAGER, "/tasks/" + over, Map.of("stageId", Field.stage(project, 2)))
                .statusCode(200);
        Field.patch(
                        MANAGER,
                        "/tasks/" + moved,
                        Map.of("plannedStart", "2026-12-05T08:00:00Z", "plannedEnd", "2026-12-05T09:00:00Z"))
                .statusCode(200)
                .body("warnings", nullValue());

        UUID task = Field.task(project, Field.planned(technician, MORNING));
        Field.patch(
                        MANAGER,
                        "/tasks/" + task,
                        Map.of("plannedStart", "2026-12-04T08:00:00Z", "plannedEnd", "2026-12-04T09:00:00Z"))
                .statusCode(200)
                .body("warnings", nullValue());
        Field.patch(
                        MANAGER,
                        "/tasks/" + task,
                        Map.of("plannedStart", "2026-12-05T08:30:00Z", "plannedEnd", "2026-12-05T09:30:00Z"))
                .statusCode(200)
                .body("warnings", hasSize(1));
        Field.patch(MANAGER, "/tasks/" + over, Map.of("stageId", Field.stage(project, 0)))
                .statusCode(200)
                .body("warnings", nullValue());
    }

    @Test
    void ofThoseWhoPlanATechnicianAtTheSameMomentAllButTheFirstAreWarned() {
        TestUser technician = Field.technician();
        UUID project = Field.project(technician);
        Map<String, Object> form = Field.taskForm(project, Field.planned(technician, MORNING));

        List<CompletableFuture<Boolean>> asked = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Rest.as(MANAGER)
                                .body(form)
                                .post("/tasks")
                                .then()
                                .statusCode(201)
                                .extract()
                                .jsonPath()
                                .getList("warnings")
                        != null))
                .toList();

        assertThat(asked.stream().map(CompletableFuture::join).filter(warned -> !warned))
                .hasSize(1);
    }

    @Test
    void theWorksheetIsWrittenByWhoDidTheWork() {
        TestUser technician = Field.technician();
        UUID task = Field.task(Field.project(technician), Map.of("assigneeIds", List.of(technician.sub())));

        Field.patch(technician, "/tasks/" + task + "/worksheet", Map.of("done", "New seal", "minutesSpent", 45))
                .statusCode(200);
        Field.patch(technician, "/tasks/" + task + "/worksheet", Map.of("signedBy", "Ada Lovelace"))
                .statusCode(200)
                .body("done", equalTo("New seal"))
                .body("minutesSpent", equalTo(45))
                .body("signedBy", equalTo("Ada Lovelace"));

        Message told = Field.changed(task, message -> message.text("/worksheet/signedBy") != null);
        assertThat(told.text("/worksheet/done")).isEqualTo("New seal");
        Rest.as(technician)
                .contentType(Rest.MERGE_PATCH)
                .body(Map.of("done", "Nothing"))
                .patch("/tasks/{id}/worksheet", task)
                .then()
                .statusCode(428);
    }

    @Test
    void theTitleThatWasPaddedIsStrippedAndNeverEmpty() {
        UUID project = Field.project();
        UUID task = Field.task(project, Map.of("title", "  Look at it  "));

        assertThat(Field.get("/tasks/" + task).getString("title")).isEqualTo("Look at it");
    }

    @Test
    void aTaskMovesToAnotherProjectAndStartsThere() {
        UUID task = Field.task(Field.project(), Map.of());
        UUID other = Field.project();
        UUID archived = Field.project();
        Field.patch(MANAGER, "/projects/" + archived, Map.of("archived", true)).statusCode(200);

        Field.patch(MANAGER, "/tasks/" + task, Map.of("projectId", archived))
                .statusCode(409)
                .body("code", equalTo("project-archived"));
        Field.patch(MANAGER, "/tasks/" + task, Map.of("projectId", other))
                .statusCode(200)
                .body("projectId", equalTo(other.toString()))
                .body("stageId", equalTo(Field.stage(other, 0).toString()));
    }

    @Test
    void theTasksOfAnArchivedProjectGoOn() {
        UUID project = Field.project();
        UUID task = Field.task(project, Map.of());
        Field.patch(MANAGER, "/projects/" + project, Map.of("archived", true)).statusCode(200);

        Field.patch(MANAGER, "/tasks/" + task, Map.of("stageId", Field.stage(project, 2)))
                .statusCode(200)
                .body("state", equalTo("closed"));
        Rest.as(MANAGER)
                .body(Field.taskForm(project, Map.of()))
                .post("/tasks")
                .then()
                .statusCode(409)
                .body("code", equalTo("project-archived"));
    }

    @Test
    void whoIsAssignedStaysThoughTheProjectNoLongerNamesThem() {
        TestUser leaving = Field.technician();
        UUID project = Field.project(leaving);
        UUID task = Field.task(project, Map.of("assigneeIds", List.of(leaving.sub())));
        Field.patch(MANAGER, "/projects/" + project, Map.of("technicians", List.of()))
                .statusCode(200);

        Field.patch(MANAGER, "/tasks/" + task, Map.of("priority", 3))
                .statusCode(200)
                .body("assignees.sub", equalTo(List.of(leaving.sub())));
        Rest.as(MANAGER)
                .body(Field.taskForm(project, Map.of("assigneeIds", List.of(leaving.sub()))))
                .post("/tasks")
                .then()
                .statusCode(422)
                .body("code", equalTo("unknown-technician"));
    }

    @Test
    void theListIsFilteredAndShowsATechnicianTheirOwnProjects() {
        TestUser technician = Field.technician();
        UUID project = Field.project(technician);
        UUID customer = Field.customer();
        UUID contact = Field.contactOf(customer);
        UUID mine = Field.task(project, Map.of("customerId", contact, "assigneeIds", List.of(technician.sub())));
        UUID closed = Field.task(project, Map.of("stageId", Field.stage(project, 2)));
        UUID foreign = Field.task(Field.project(), Map.of("customerId", customer));

        assertThat(ids(technician, "/tasks")).containsExactly(closed.toString(), mine.toString());
        assertThat(ids(MANAGER, "/tasks?companyOf=" + contact)).containsExactly(foreign.toString(), mine.toString());
        assertThat(ids(MANAGER, "/tasks?projectId=" + project + "&state=closed"))
                .containsExactly(closed.toString());
        assertThat(ids(MANAGER, "/tasks?assigneeId=" + technician.sub())).containsExactly(mine.toString());
        Rest.as(technician).get("/tasks/{id}", foreign).then().statusCode(404);
    }

    private static List<String> ids(TestUser user, String path) {
        return Rest.as(user)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
    }
}
