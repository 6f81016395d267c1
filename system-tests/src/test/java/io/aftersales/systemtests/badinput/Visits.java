package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Projects and tasks of field service. The technician whose requests are refused is of the projects, so that the tasks are no
 * secret to them.
 */
final class Visits {

    private final Caller fieldManager;
    private final Desk desk;

    Visits(RunningSuite suite, Desk desk) {
        this.fieldManager = suite.as("fiona");
        this.desk = desk;
    }

    static Map<String, Object> projectNamed(String name) {
        return new LinkedHashMap<>(Map.of(
                "name",
                name,
                "stages",
                List.of(Map.of("name", "New", "closed", false), Map.of("name", "Done", "closed", true)),
                "technicians",
                List.of(Map.of("sub", "theo", "name", "Theo Technician")),
                "visibleToCustomers",
                true,
                "archived",
                false));
    }

    String project(String name) {
        return fieldManager.post("projects", projectNamed(name)).expect(201).at("/id");
    }

    String task(Map<String, ?> task) {
        return Awaitility.await("a task of a customer that field service has heard of")
                .until(() -> fieldManager.post("tasks", task), answer -> answer.status() == 201)
                .at("/id");
    }

    /** Waits until the helpdesk has heard of a project. */
    void awaitKnown(String project) {
        team(project);
    }

    /** A ticket of a team that offers field service and lets customers close tickets. */
    String ticketOf(String customer, String project) {
        return desk.agent()
                .post(
                        "tickets",
                        Map.of("subject", "The shelf came loose", "customerId", customer, "teamId", team(project)))
                .expect(201)
                .at("/id");
    }

    private String team(String project) {
        return Awaitility.await("a team whose project the helpdesk has heard of")
                .until(
                        () -> desk.manager()
                                .post(
                                        "teams",
                                        Map.of(
                                                "name",
                                                "Visits " + UUID.randomUUID(),
                                                "visibility",
                                                "public",
                                                "services",
                                                Map.of("fieldService", true),
                                                "defaultProjectId",
                                                project,
                                                "closedByCustomers",
                                                true)),
                        answer -> answer.status() == 201)
                .at("/id");
    }
}
