package io.aftersales.systemtests.bench.actions;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.bench.load.Load;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.Json;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Returns of all that distinct deliveries of one line brought, of a hundred customers. */
public final class Returns implements ActionKind {

    private static final int CUSTOMERS = 100;
    private static final int CALLERS = 32;

    private final RunningSuite suite;
    private final Desk desk;
    private final FrontEnd agent;
    private final String sku = "LAMP-" + UUID.randomUUID();
    private final List<String> customers;

    public Returns(RunningSuite suite, Desk desk, FrontEnd agent) {
        this.suite = suite;
        this.desk = desk;
        this.agent = agent;
        this.customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(number -> desk.customer("Customer " + number))
                .toList();
        suite.as("ines")
                .post("products", Map.of("sku", sku, "name", "A lamp with three arms", "kind", "goods"))
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
        return new Imported(suite, "ines")
                .ids(
                        "deliveries",
                        "deliveries?returnable=true",
                        count,
                        number -> Map.of(
                                "customerId",
                                customers.get(number % CUSTOMERS),
                                "date",
                                "2025-12-01",
                                "lines",
                                List.of(Map.of("sku", sku, "quantity", 2))));
    }

    private String ticket(String customer) {
        return Json.write(Map.of("subject", "It came broken", "customerId", customer, "teamId", desk.teamId()));
    }
}
