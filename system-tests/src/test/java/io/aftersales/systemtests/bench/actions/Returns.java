package io.aftersales.systemtests.bench.actions;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.api.Upload;
import io.aftersales.systemtests.bench.load.Load;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.Json;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Returns of all that distinct deliveries of one line brought, of a hundred customers. */
public final class Returns implements ActionKind {

    private static final int CUSTOMERS = 100;
    private static final int CALLERS = 32;

    private final RunningSuite suite;
    private final Desk desk;
    private final FrontEnd agent;
    private final Caller keeper;
    private final String sku = "LAMP-" + UUID.randomUUID();
    private final List<String> customers;

    public Returns(RunningSuite suite, Desk desk, FrontEnd agent) {
        this.suite = suite;
        this.desk = desk;
        this.agent = agent;
        this.keeper = suite.as("ines");
        this.customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(number -> desk.customer("Customer " + number))
                .toList();
        keeper.post("products", Map.of("sku", sku, "name", "A lamp with three arms", "kind", "goods"))
                .expect(201);
    }

    @Override
    public String name() {
        return "return";
    }

    @Override
    public String button() {
        return "returns";
    }

    @Override
    public List<Request> prepare(int count) {
        List<String> deliveries = deliveries(count);
        Request[] requests = new Request[count];
        Load.byCallers(
                CALLERS,
                count,
                number -> agent.enter("tickets", ticket(customers.get(number % CUSTOMERS)))
                        .thenAccept(ticket -> requests[number] = new Request(
                                Json.read(ticket.body()).path("id").asText(),
                                "returns",
                                Json.write(Map.of("deliveryId", deliveries.get(number))))));
        return List.of(requests);
    }

    /** Deliveries of the past, one after another to each customer: ids in the order of their numbers. */
    private List<String> deliveries(int count) {
        String run = UUID.randomUUID().toString();
        IntFunction<String> row = number -> Json.write(Map.of(
                        "externalReference",
                        "%s/%d".formatted(run, number),
                        "customerId",
                        customers.get(number % CUSTOMERS),
                        "date",
                        "2025-12-01",
                        "lines",
                        List.of(Map.of("sku", sku, "quantity", 2))))
                + "\n";
        Upload upload =
                new Upload(suite.processes().api(), suite.processes().identity().token("ines"), "deliveries", row);
        // What inventory has not heard of yet is refused, and taken when it is sent again.
        Awaitility.await("deliveries")
                .atMost(Duration.ofMinutes(5))
                .until(() -> upload.send(count).path("refused").isEmpty());
        String[] ids = new String[count];
        for (JsonNode delivery : listed()) {
            String reference = delivery.path("externalReference").asText();
            if (reference.startsWith(run)) {
                ids[Integer.parseInt(reference.substring(run.length() + 1))] =
                        delivery.path("id").asText();
            }
        }
        return List.of(ids);
    }

    private List<JsonNode> listed() {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = keeper.get("deliveries?returnable=true&limit=200" + cursor)
                    .expect(200)
                    .body();
            page.path("items").forEach(all::add);
            cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : null;
        }
        return all;
    }

    private String ticket(String customer) {
        return Json.write(Map.of("subject", "It came broken", "customerId", customer, "teamId", desk.teamId()));
    }
}
