package io.aftersales.systemtests.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A helpdesk at work, through the gateway: a team that refunds, gives coupons and takes goods back, customers with posted
 * invoices and tickets. Every write carries a key and is sent again while a service is away or has not heard of the other's
 * record yet, as a good front end does.
 */
public final class Desk {

    private static final List<Integer> PASSING = List.of(429, 502, 503, 504);

    private final Caller agent;
    private final Caller manager;
    private final Caller accountant;
    private final String teamId;
    private final String taxId;

    private Desk(Caller agent, Caller manager, Caller accountant, String teamId, String taxId) {
        this.agent = agent;
        this.manager = manager;
        this.accountant = accountant;
        this.teamId = teamId;
        this.taxId = taxId;
    }

    /** Sets up stages, a tax of 15 % and a team, and waits until refunds can be asked for. */
    public static Desk setUp(RunningSuite suite) {
        Caller agent = suite.as("agnes");
        Caller manager = suite.as("hugo");
        Caller accountant = suite.as("anna");
        agent.get("users?limit=1").expect(200);
        manager.post("stages", Map.of("name", "New", "position", 10)).expect(201);
        manager.post("stages", Map.of("name", "Solved", "position", 20, "folded", true))
                .expect(201);
        String tax = persistently(accountant, "taxes", Map.of("name", "VAT 15 %", "rate", 15))
                .at("/id");
        String team = manager.post(
                        "teams",
                        Map.of(
                                "name",
                                "Customer care",
                                "visibility",
                                "public",
                                "members",
                                List.of("agnes"),
                                "services",
                                Map.of("refunds", true, "coupons", true, "returns", true)))
                .expect(201)
                .at("/id");
        Desk desk = new Desk(agent, manager, accountant, team, tax);
        desk.awaitInstalled("refund");
        if (suite.runs("loyalty")) {
            desk.awaitInstalled("coupon");
        }
        if (suite.runs("inventory")) {
            desk.awaitInstalled("return");
        }
        return desk;
    }

    /** The same helpdesk in a suite that was started again with its data. */
    public Desk in(RunningSuite startedAgain) {
        return new Desk(startedAgain.as("agnes"), startedAgain.as("hugo"), startedAgain.as("anna"), teamId, taxId);
    }

    /**
     * Has the team offer another service, and waits until the helpdesk knows of its owner.
     *
     * @param kind of its actions
     * @param change what that takes, as a merge patch of the team
     */
    public void offer(String kind, Map<String, ?> change) {
        String team = "teams/" + teamId;
        patiently("an answer to PATCH " + team)
                .until(
                        () -> manager.patch(team, manager.get(team).expect(200).etag(), change),
                        reply -> !mayPass(reply))
                .expect(200);
        awaitInstalled(kind);
    }

    private void awaitInstalled(String kind) {
        String ticket = ticket(customer("First customer"));
        patiently("the helpdesk's knowing of the owner of a " + kind)
                .until(
                        () -> agent.get("tickets/%s/actions".formatted(ticket))
                                .expect(200)
                                .body()
                                .path("services"),
                        services -> isInstalled(services, kind));
    }

    private static boolean isInstalled(JsonNode services, String kind) {
        for (JsonNode service : services) {
            if (service.path("kind").asText().equals(kind)) {
                return !service.path("reason").asText().equals("service-not-installed");
            }
        }
        return false;
    }

    public Caller agent() {
        return agent;
    }

    public Caller manager() {
        return manager;
    }

    public Caller accountant() {
        return accountant;
    }

    public String teamId() {
        return teamId;
    }

    /** A tax of 15 %. */
    public String taxId() {
        return taxId;
    }

    /** Enters a customer without a parent and returns its id. */
    public String customer(String name) {
        return persistently(agent, "customers", Map.of("name", name)).at("/id");
    }

    /** Opens a ticket in the team that refunds and returns its id. */
    public String ticket(String customerId) {
        return persistently(agent, "tickets", ticketOf(customerId)).at("/id");
    }

    /** What is posted to open a ticket in that team. */
    public Map<String, ?> ticketOf(String customerId) {
        return Map.of("subject", "It came broken", "customerId", customerId, "teamId", teamId);
    }

    /** A draft invoice of a line for each price, one unit each, with the tax of 15 %. */
    public Answer draftInvoice(String customerId, String... unitPrices) {
        List<Map<String, Object>> lines = Arrays.stream(unitPrices)
                .map(price -> line("At " + price, 1, price))
                .toList();
        return draftInvoice(customerId, lines);
    }

    public Answer draftInvoice(String customerId, List<Map<String, Object>> lines) {
        return persistently(accountant, "invoices", Map.of("customerId", customerId, "lines", lines));
    }

    /** A line with the tax of 15 %. */
    public Map<String, Object> line(String description, int quantity, String unitPrice) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("description", description);
        line.put("quantity", quantity);
        line.put("unitPrice", unitPrice);
        line.put("taxIds", List.of(taxId));
        return line;
    }

    /** The same, posted. */
    public JsonNode postedInvoice(String customerId, String... unitPrices) {
        return post(draftInvoice(customerId, unitPrices));
    }

    public JsonNode postedInvoice(String customerId, List<Map<String, Object>> lines) {
        return post(draftInvoice(customerId, lines));
    }

    private JsonNode post(Answer draft) {
        return persistently(accountant, "invoices/%s/post".formatted(draft.at("/id")), Map.of())
                .body();
    }

    /** Asks for a refund, once per key, and returns the answer whatever it is. */
    public Answer askForRefund(String ticketId, String key, Map<String, ?> request) {
        return agent.once(key).post("tickets/%s/refunds".formatted(ticketId), request);
    }

    /** Asks for a refund and waits until the action is finished. */
    public JsonNode refund(String ticketId, Map<String, ?> request) {
        Answer asked = askForRefund(ticketId, newKey(), request).expect(202);
        return awaitOutcome(ticketId, asked.at("/id"));
    }

    /** Waits until an action is finished and returns it. */
    public JsonNode awaitOutcome(String ticketId, String actionId) {
        return patiently("the outcome of action " + actionId)
                .until(
                        () -> agent.get("tickets/%s/actions/%s".formatted(ticketId, actionId))
                                .expect(200)
                                .body(),
                        action -> !action.path("status").asText().equals("requested"));
    }

    /** The smart buttons of a ticket, in their order. */
    public JsonNode smartButtons(String ticketId) {
        return agent.get("tickets/%s/smart-buttons".formatted(ticketId))
                .expect(200)
                .body()
                .path("items");
    }

    /** The chatter of a ticket, one entry a line: kind, author and text. */
    public String chatter(String ticketId) {
        StringBuilder entries = new StringBuilder();
        JsonNode messages = agent.get("tickets/%s/messages?limit=200".formatted(ticketId))
                .expect(200)
                .body();
        for (JsonNode entry : messages.path("items")) {
            entries.append("%s | %s | %s%n"
                    .formatted(
                            entry.path("kind").asText(),
                            entry.at("/author/name").asText(),
                            entry.path("body").asText()));
        }
        return entries.toString();
    }

    public JsonNode invoice(String id) {
        return accountant.get("invoices/" + id).expect(200).body();
    }

    public JsonNode creditNote(String id) {
        return accountant.get("credit-notes/" + id).expect(200).body();
    }

    public static String newKey() {
        return UUID.randomUUID().toString();
    }

    /**
     * Sends a POST with one key until it is neither refused for a passing reason nor for a record that is still under way.
     * Fails if it is refused for another.
     */
    public static Answer persistently(Caller caller, String path, Object body) {
        Caller once = caller.once(newKey());
        Answer answer = patiently("an answer to POST " + path)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> once.post(path, body), reply -> !mayPass(reply));
        if (answer.status() >= 300) {
            throw new AssertionError("unexpectedly, " + answer);
        }
        return answer;
    }

    private static boolean mayPass(Answer answer) {
        return PASSING.contains(answer.status())
                || answer.status() == 422 && answer.at("/code").startsWith("unknown-")
                || answer.status() == 409 && answer.at("/code").equals("request-in-progress");
    }

    private static ConditionFactory patiently(String what) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50));
    }
}
