package io.aftersales.fieldservice;

import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every POST and PATCH answers what is wrong with a problem document, and writes nothing. */
@QuarkusTest
@WithInfrastructure
class BadInputIT {

    private static final UUID NOWHERE = UUID.fromString("019ab8f5-6c00-7000-8000-00000000ffff");

    /** A request that is to be refused, and how. */
    private record Wrong(String what, String method, String path, Object body, int status, String code) {}

    @TestFactory
    Stream<DynamicTest> refusesBadInputAndWritesNothing() {
        UUID project = Field.project();
        UUID other = Field.project();
        UUID task = Field.task(project, Map.of());
        UUID archived = Field.project();
        Field.patch(Field.MANAGER, "/projects/" + archived, Map.of("archived", true))
                .statusCode(200);
        String at = "/tasks/" + task;
        Map<String, Object> newProject = Field.projectForm();
        Map<String, Object> newTask = Field.taskForm(project, Map.of());
        List<Wrong> all = new ArrayList<>();

        Map.of("/projects", newProject, "/tasks", newTask, at + "/messages", Map.of("kind", "note", "body", "B"))
                .forEach((path, body) -> {
                    all.add(post("malformed JSON", path, "{\"name\":", 400, "malformed-request"));
                    all.add(post("an array", path, "[]", 400, "malformed-request"));
                    all.add(post("an unknown property", path, with(body, "colour", "red"), 400, "malformed-request"));
                    all.add(post("nothing", path, "{}", 422, "invalid-request"));
                });
        Map.of("/projects/" + project, "name", at, "title", at + "/worksheet", "done")
                .forEach((path, text) -> {
                    all.add(patch("an array", path, "[]", 400, "malformed-request"));
                    all.add(patch("an unknown property", path, Map.of("colour", "red"), 400, "malformed-request"));
                    all.add(patch("a number for a text", path, Map.of(text, 5), 400, "malformed-request"));
                    all.add(patch("an empty text", path, Map.of(text, ""), 422, "invalid-request"));
                    all.add(patch("10,001 characters", path, Map.of(text, "x".repeat(10_001)), 422, "invalid-request"));
                });

        all.add(project("one stage", "stages", List.of(stage("Only", false)), 422, "invalid-request"));
        all.add(project(
                "no closed stage", "stages", List.of(stage("A", false), stage("B", false)), 422, "invalid-request"));
        all.add(project(
                "no open stage", "stages", List.of(stage("A", true), stage("B", true)), 422, "invalid-request"));
        all.add(project(
                "a stage twice", "stages", List.of(stage("A", false), stage("A ", true)), 422, "invalid-request"));
        all.add(project(
                "another project's stage",
                "stages",
                List.of(with(stage("A", false), "id", Field.stage(other, 0)), stage("B", true)),
                422,
                "unknown-stage"));
        all.add(project(
                "a technician without name", "technicians", List.of(Map.of("sub", "t")), 422, "invalid-request"));

        all.add(task("a title of 10,000 characters", "title", "x".repeat(10_000), 422, "invalid-request", newTask));
        all.add(task("a blank title", "title", "  ", 422, "invalid-request", newTask));
        all.add(task("an unknown project", "projectId", NOWHERE, 422, "unknown-project", newTask));
        all.add(task("an archived project", "projectId", archived, 409, "project-archived", newTask));
        all.add(task("an unknown stage", "stageId", NOWHERE, 422, "unknown-stage", newTask));
        all.add(task("another project's stage", "stageId", Field.stage(other, 0), 422, "unknown-stage", newTask));
        all.add(task("an unknown customer", "customerId", NOWHERE, 422, "unknown-customer", newTask));
        all.add(task("nobody's technician", "assigneeIds", List.of("nobody"), 422, "unknown-technician", newTask));
        all.add(task("21 technicians", "assigneeIds", Collections.nCopies(21, "x"), 422, "invalid-request", newTask));
        all.add(task("priority 4", "priority", 4, 422, "invalid-request", newTask));
        all.add(task("an end without start", "plannedEnd", "2026-12-01T08:00:00Z", 422, "invalid-request", newTask));
        all.add(task("a time in words", "plannedStart", "tomorrow", 400, "malformed-request", newTask));
        all.add(task("a number for a time", "plannedStart", 1e300, 400, "malformed-request", newTask));
        all.add(task("a time without zone", "plannedStart", "2026-12-01T08:00:00", 400, "malformed-request", newTask));
        all.add(task("another age", "plannedStart", "+99999-01-01T00:00:00Z", 422, "invalid-request", newTask));
        Map<String, Object> start = with(newTask, "plannedStart", "2026-12-01T08:00:00Z");
        for (String end : List.of("2026-12-01T07:59:59Z", "2026-12-01T08:00:00Z", "2027-12-01T08:00:00Z")) {
            all.add(task("an end at " + end, "plannedEnd", end, 422, "invalid-request", start));
        }

        all.add(patch("no project", at, "{\"projectId\":null}", 422, "invalid-request"));
        all.add(patch("an unknown project", at, Map.of("projectId", NOWHERE), 422, "unknown-project"));
        all.add(patch("an archived project", at, Map.of("projectId", archived), 409, "project-archived"));
        all.add(patch("an unknown stage", at, Map.of("stageId", NOWHERE), 422, "unknown-stage"));
        all.add(patch("minus one minute", at + "/worksheet", Map.of("minutesSpent", -1), 422, "invalid-request"));
        all.add(patch("half a minute", at + "/worksheet", Map.of("minutesSpent", 0.5), 400, "malformed-request"));
        all.add(patch("an unknown task", "/tasks/" + NOWHERE, Map.of("title", "T"), 404, "not-found"));
        all.add(post(
                "an automatic entry",
                at + "/messages",
                Map.of("kind", "automatic", "body", "B"),
                400,
                "malformed-request"));
        all.add(post(
                "a blank comment", at + "/messages", Map.of("kind", "comment", "body", " "), 422, "invalid-request"));

        return all.stream()
                .map(wrong -> DynamicTest.dynamicTest(
                        wrong.method() + " " + wrong.path().replaceAll("[0-9a-f-]{36}", "{id}") + " with "
                                + wrong.what(),
                        () -> assertRefused(wrong)));
    }

    @Test
    void filtersDatesAndCursorsThatCannotBeReadAreRefused() {
        for (String query : List.of("projectId=5", "state=half", "limit=0", "limit=201", "cursor=x", "companyOf=me")) {
            assertThat(Rest.as(Field.MANAGER).get("/tasks?" + query).statusCode())
                    .as(query)
                    .isIn(400, 422);
        }
        Field.tellCompany();
        for (String date : List.of("5", "2026-02-30", "today", "9999-01-01")) {
            assertThat(Rest.as(Field.MANAGER)
                            .get("/technicians/x/plan?date=" + date)
                            .statusCode())
                    .as(date)
                    .isIn(400, 422);
        }
    }

    private static void assertRefused(Wrong wrong) throws SQLException {
        long before = rows();
        Response answer = wrong.method().equals("POST")
                ? Rest.as(Field.MANAGER).body(wrong.body()).post(wrong.path())
                : Rest.as(Field.MANAGER)
                        .contentType(Rest.MERGE_PATCH)
                        .header("If-Match", "*")
                        .body(wrong.body())
                        .patch(wrong.path());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(wrong.status());
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo(wrong.code());
        assertThat(rows()).isEqualTo(before);
    }

    /** Versions and rows together: any write moves it. */
    private static long rows() throws SQLException {
        try (Connection database = Infrastructure.running().connect();
                ResultSet sum = database.createStatement().executeQuery("""
                                select (select coalesce(sum(version + 1), 0) from project)
                                     + (select coalesce(sum(version + 1), 0) from task)
                                     + (select count(*) from task_message) + (select count(*) from booking)
                                     + (select count(*) from technician)""")) {
            sum.next();
            return sum.getLong(1);
        }
    }

    private static Wrong post(String what, String path, Object body, int status, String code) {
        return new Wrong(what, "POST", path, body, status, code);
    }

    private static Wrong patch(String what, String path, Object body, int status, String code) {
        return new Wrong(what, "PATCH", path, body, status, code);
    }

    private static Wrong project(String what, String field, Object value, int status, String code) {
        return post(what, "/projects", with(Field.projectForm(), field, value), status, code);
    }

    private static Wrong task(
            String what, String field, Object value, int status, String code, Map<String, Object> form) {
        return post(what, "/tasks", with(form, field, value), status, code);
    }

    private static Map<String, Object> stage(String name, boolean closed) {
        return Map.of("name", name, "closed", closed);
    }

    private static Map<String, Object> with(Object body, String name, Object value) {
        Map<String, Object> changed = new HashMap<>();
        ((Map<?, ?>) body).forEach((key, old) -> changed.put(key.toString(), old));
        changed.put(name, value);
        return changed;
    }
}
