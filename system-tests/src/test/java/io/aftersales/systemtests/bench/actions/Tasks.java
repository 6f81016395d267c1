package io.aftersales.systemtests.bench.actions;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.Json;

import java.util.List;
import java.util.Map;

/** Planned visits in one project, the team's, for a hundred customers. */
public final class Tasks implements ActionKind {

    private static final String VISIT = Json.write(Map.of(
            "title", "Look at the lamp", "plannedStart", "2026-12-01T09:00:00Z", "plannedEnd", "2026-12-01T10:00:00Z"));

    private final Tickets tickets;

    public Tasks(RunningSuite suite, Desk desk, FrontEnd agent) {
        this.tickets = new Tickets(desk, agent);
        desk.offer("task", Map.of("services", Map.of("fieldService", true), "defaultProjectId", project(suite)));
    }

    private static String project(RunningSuite suite) {
        return suite.as("fiona")
                .post(
                        "projects",
                        Map.of(
                                "name",
                                "Visits",
                                "stages",
                                List.of(Map.of("name", "Planned"), Map.of("name", "Done", "closed", true))))
                .expect(201)
                .at("/id");
    }

    @Override
    public String name() {
        return "task";
    }

    @Override
    public String button() {
        return "tasks";
    }

    @Override
    public List<Request> prepare(int count) {
        return tickets.each(count, "tasks", number -> VISIT);
    }
}
