package io.aftersales.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.api.ApiClient;
import io.aftersales.local.api.ApiClient.Answer;
import io.aftersales.local.suite.SuiteApi;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Field service and the portal as the sample data has them: projects and technicians, three customers who can sign in (two of one
 * company, one of another), and a ticket of each company, one of them with a visit tomorrow.
 */
final class SampleFieldService {

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final int SECONDS_FOR_AN_ACTION = 20;

    private final SuiteApi api;

    SampleFieldService(SuiteApi api) {
        this.api = api;
    }

    /**
     * Sets it all up, with this team's field service.
     *
     * @return the customers' ids by the names of the users who act for them
     */
    Map<String, String> setUp(String teamId) {
        offerOn(teamId, setUpProjects());
        Map<String, String> contacts = enterCustomers();
        ApiClient agent = api.client("agnes");
        String ticket = open(agent, "carl", "The shelf came loose", teamId, contacts);
        open(agent, "dora", "When is the lamp back in stock?", teamId, contacts);
        planVisit(agent, ticket);
        return contacts;
    }

    /** One that customers see, and one that they do not. */
    private String setUpProjects() {
        ApiClient manager = api.client("fiona");
        List<Map<String, Object>> technicians = List.of(
                Map.of("sub", "theo", "name", "Theo Technician"), Map.of("sub", "tina", "name", "Tina Technician"));
        List<Map<String, Object>> stages = List.of(
                Map.of("name", "Planned", "closed", false),
                Map.of("name", "On the way", "closed", false),
                Map.of("name", "Done", "closed", true),
                Map.of("name", "Called off", "closed", true));
        manager.post(
                "projects",
                "sample/project/inspections",
                Map.of(
                        "name",
                        "Internal inspections",
                        "stages",
                        stages,
                        "technicians",
                        technicians,
                        "visibleToCustomers",
                        false));
        return manager.post(
                        "projects",
                        "sample/project/visits",
                        Map.of("name", "Visits", "stages", stages, "technicians", technicians))
                .id();
    }

    private void offerOn(String teamId, String projectId) {
        ApiClient manager = api.client("hugo");
        Answer team = manager.get("teams/" + teamId);
        manager.patch(
                "teams/" + teamId,
                team.etag(),
                Map.of(
                        "services",
                        Map.of("fieldService", true),
                        "defaultProjectId",
                        projectId,
                        "closedByCustomers",
                        true));
    }

    private Map<String, String> enterCustomers() {
        String crafts = enter("crafts", Map.of("name", "Customer Crafts Ltd"));
        String deli = enter("deli", Map.of("name", "Dora's Deli"));
        Map<String, String> contacts = new LinkedHashMap<>();
        contacts.put("carl", enterContact("carl", "Carl Customer", crafts));
        contacts.put("carla", enterContact("carla", "Carla Customer", crafts));
        contacts.put("dora", enterContact("dora", "Dora Customer", deli));
        return contacts;
    }

    private String enterContact(String user, String name, String company) {
        return enter(
                user,
                Map.of(
                        "name",
                        name,
                        "email",
                        user + "@example.com",
                        "parentId",
                        company,
                        "address",
                        Map.of("street", "2 Example Street", "city", "London", "zip", "EC1A 1AA")));
    }

    private String enter(String reference, Map<String, Object> customer) {
        Map<String, Object> body = new LinkedHashMap<>(customer);
        body.put("externalReference", "sample/" + reference);
        return api.client("hugo")
                .post("customers", "sample/customer/" + reference, body)
                .id();
    }

    private static String open(
            ApiClient agent, String user, String subject, String teamId, Map<String, String> contacts) {
        return agent.post(
                        "tickets",
                        "sample/ticket/" + user,
                        Map.of("subject", subject, "teamId", teamId, "customerId", contacts.get(user)))
                .id();
    }

    private void planVisit(ApiClient agent, String ticket) {
        LocalDate tomorrow = LocalDate.now(ZONE).plusDays(1);
        JsonNode action = agent.postAndWait(
                        "tickets/" + ticket + "/tasks",
                        "sample/task/carl",
                        Map.of(
                                "title",
                                "Fix the shelf to the wall",
                                "assigneeIds",
                                List.of("theo"),
                                "plannedStart",
                                at(tomorrow, 9),
                                "plannedEnd",
                                at(tomorrow, 11)),
                        SECONDS_FOR_AN_ACTION)
                .body();
        String task = action.at("/documents/0/id").asText();
        api.client("theo")
                .post(
                        "tasks/" + task + "/messages",
                        "sample/task-message/carl",
                        Map.of("kind", "comment", "body", "I bring longer screws."));
    }

    private static String at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(ZONE).toInstant().toString();
    }
}
