package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the helpdesk itself keeps: company, customers, teams, stages and tickets. */
final class HelpdeskEntries extends Entries {

    HelpdeskEntries(RunningSuite suite, Desk desk) {
        super(suite, desk);
    }

    @Override
    void enter() {
        helpdesk();
        tickets();
    }

    private void helpdesk() {
        Map<String, ?> address = Map.of(
                "street", "1 Example Street", "street2", "Yard", "city", "London", "zip", "EC1A", "country", "UK");
        add(Endpoint.of(
                        "PATCH /company",
                        manager,
                        "company",
                        Map.of(
                                "name",
                                "Example Ltd",
                                "address",
                                address,
                                "vatId",
                                "GB1",
                                "currency",
                                "EUR",
                                "timeZone",
                                "UTC"))
                .at(manager.get("company").etag()));

        Map<String, Object> customer = new LinkedHashMap<>(Map.of(
                "name", "Eve Example",
                "email", "eve@example.com",
                "phone", "+44 1",
                "address", address,
                "vatId", "GB2",
                "parentId", desk.customer("Example Group"),
                "externalReference", "crm-1"));
        add(Endpoint.of("POST /customers", agent, "customers", customer).or("name", "Eva Example"));
        String someone = desk.customer("Someone");
        Map<String, Object> change = new LinkedHashMap<>(customer);
        change.put("externalReference", "crm-2");
        add(Endpoint.of("PATCH /customers/{id}", agent, "customers/" + someone, change)
                .at(agent.get("customers/" + someone).etag()));

        String project = visits.project("On site");
        visits.awaitKnown(project);
        Map<String, Object> team = new LinkedHashMap<>(Map.of(
                "name",
                "Second line",
                "visibility",
                "internal",
                "members",
                List.of("agnes"),
                "followers",
                List.of(Map.of("email", "team@example.com")),
                "services",
                Map.of("refunds", true, "fieldService", true),
                "defaultProjectId",
                project));
        add(Endpoint.of("POST /teams", manager, "teams", team).or("visibility", "private"));
        String third = manager.post("teams", Map.of("name", "Third line", "visibility", "public"))
                .expect(201)
                .at("/id");
        Map<String, Object> teamChange = new LinkedHashMap<>(team);
        teamChange.put("name", "Third line and more");
        add(Endpoint.of("PATCH /teams/{id}", manager, "teams/" + third, teamChange)
                .at(manager.get("teams/" + third).etag()));

        add(Endpoint.of("POST /stages", manager, "stages", Map.of("name", "Waiting", "position", 15, "folded", false))
                .or("position", 16));
        String parked = manager.post("stages", Map.of("name", "Parked", "position", 17))
                .expect(201)
                .at("/id");
        add(Endpoint.of(
                        "PATCH /stages/{id}",
                        manager,
                        "stages/" + parked,
                        Map.of("name", "Parked", "position", 18, "folded", false))
                .at(manager.get("stages/" + parked).etag()));
    }

    private void tickets() {
        String customer = desk.customer("Tim Example");
        Map<String, Object> ticket = new LinkedHashMap<>(Map.of(
                "subject", "It came broken",
                "description", "All of it",
                "customerId", customer,
                "teamId", desk.teamId(),
                "assignee", "agnes",
                "priority", 1,
                "serialNumber", "S1"));
        add(Endpoint.of("POST /tickets", agent, "tickets", ticket)
                .or("priority", 2)
                .unasked("productId", "saleOrderId"));
        String changed = desk.ticket(customer);
        add(Endpoint.of("PATCH /tickets/{id}", agent, "tickets/" + changed, ticket)
                .at(agent.get("tickets/" + changed).etag())
                .unasked("productId", "saleOrderId"));
        String solved = stage(true);
        String closing = desk.ticket(customer);
        add(Endpoint.of(
                        "POST /tickets/{id}/close",
                        agent,
                        "tickets/%s/close".formatted(closing),
                        Map.of("reason", "Solved", "stageId", solved))
                .or("reason", "Given up")
                .at(agent.get("tickets/" + closing).etag()));
        String closed = desk.ticket(customer);
        agent.post("tickets/%s/close".formatted(closed), Map.of()).expect(200);
        add(Endpoint.of(
                        "POST /tickets/{id}/reopen",
                        agent,
                        "tickets/%s/reopen".formatted(closed),
                        Map.of("stageId", stage(false)))
                .at(agent.get("tickets/" + closed).etag()));
        String talked = desk.ticket(customer);
        add(Endpoint.of(
                        "POST /tickets/{ticketId}/messages",
                        agent,
                        "tickets/%s/messages".formatted(talked),
                        Map.of("kind", "comment", "body", "Hello"))
                .or("body", "Good bye"));
        add(Endpoint.of(
                        "POST /tickets/{ticketId}/followers",
                        agent,
                        "tickets/%s/followers".formatted(talked),
                        Map.of("email", "friend@example.com"))
                .or("email", "foe@example.com"));
    }

    private String stage(boolean folded) {
        for (JsonNode stage : agent.get("stages").expect(200).body().path("items")) {
            if (stage.path("folded").asBoolean() == folded) {
                return stage.path("id").asText();
            }
        }
        throw new AssertionError("no such stage");
    }
}
