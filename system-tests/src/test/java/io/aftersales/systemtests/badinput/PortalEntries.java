package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;

import java.util.Map;

/** What a customer writes. */
final class PortalEntries extends Entries {

    PortalEntries(RunningSuite suite, Desk desk) {
        super(suite, desk);
    }

    /** By a customer of its own; that of the requests that are refused is nobody's contact. */
    @Override
    void enter() {
        String customer = desk.customer("Carla Customer");
        suite.processes().identity().actsFor("carla", customer);
        Caller carla = suite.as("carla");
        String project = visits.project("For customers");
        String stranger = desk.customer("Stranger");
        String foreignTicket = visits.ticketOf(stranger, project);
        add(Endpoint.of(
                        "POST /portal/tickets/{id}/messages",
                        carla,
                        "portal/tickets/%s/messages".formatted(visits.ticketOf(customer, project)),
                        Map.of("body", "Hello"))
                .or("body", "Good bye")
                .notAt("portal/tickets/%s/messages".formatted(foreignTicket)));
        add(Endpoint.of(
                        "POST /portal/tickets/{id}/close",
                        carla,
                        "portal/tickets/%s/close".formatted(visits.ticketOf(customer, project)),
                        null)
                .notAt("portal/tickets/%s/close".formatted(foreignTicket)));
        add(Endpoint.of(
                        "POST /portal/tasks/{id}/messages",
                        carla,
                        "portal/tasks/%s/messages".formatted(task(project, customer)),
                        Map.of("body", "Hello"))
                .or("body", "Good bye")
                .notAt("portal/tasks/%s/messages".formatted(task(project, stranger))));
    }

    private String task(String project, String customer) {
        return visits.task(Map.of("title", "Fix the shelf", "projectId", project, "customerId", customer));
    }
}
