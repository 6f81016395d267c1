package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Projects and tasks. */
final class FieldServiceEntries extends Entries {

    FieldServiceEntries(RunningSuite suite, Desk desk) {
        super(suite, desk);
    }

    @Override
    void enter() {
        Caller fieldManager = suite.as("fiona");
        String customer = desk.customer("Flo Example");
        Map<String, Object> newProject = Visits.projectNamed("Visits");
        add(Endpoint.of("POST /projects", fieldManager, "projects", newProject).or("name", "Other visits"));
        String changed = fieldManager
                .post("projects", Visits.projectNamed("Surveys"))
                .expect(201)
                .at("/id");
        add(Endpoint.of(
                        "PATCH /projects/{id}",
                        fieldManager,
                        "projects/" + changed,
                        Visits.projectNamed("More surveys"))
                .at(fieldManager.get("projects/" + changed).etag()));
        String project = visits.project("Repairs on site");
        Map<String, Object> task = new LinkedHashMap<>(Map.of(
                "title",
                "Fix the shelf",
                "description",
                "To the wall",
                "projectId",
                project,
                "customerId",
                customer,
                "address",
                Map.of("street", "1 Example Street", "city", "London"),
                "plannedStart",
                "2026-12-01T09:00:00Z",
                "plannedEnd",
                "2026-12-01T10:00:00Z",
                "priority",
                1));
        add(Endpoint.of("POST /tasks", fieldManager, "tasks", task).or("priority", 2));
        for (String write : List.of("PATCH /tasks/{id}", "PATCH /tasks/{id}/worksheet")) {
            String path = write.substring("PATCH /".length()).replace("{id}", visits.task(task));
            Map<String, ?> body =
                    write.endsWith("worksheet") ? Map.of("done", "Fixed", "minutesSpent", 40, "signedBy", "Flo") : task;
            add(Endpoint.of(write, fieldManager, path, body)
                    .at(fieldManager.get(path).etag()));
        }
        add(Endpoint.of(
                        "POST /tasks/{id}/messages",
                        fieldManager,
                        "tasks/%s/messages".formatted(visits.task(task)),
                        Map.of("kind", "comment", "body", "Hello"))
                .or("body", "Good bye"));
    }
}
