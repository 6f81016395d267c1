package io.aftersales.systemtests.bench.actions;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.Json;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Returns of all that distinct deliveries of one line brought, of a hundred customers. */
public final class Returns implements ActionKind {

    private final RunningSuite suite;
    private final String sku = "LAMP-" + UUID.randomUUID();
    private final Tickets tickets;

    public Returns(RunningSuite suite, Desk desk, FrontEnd agent) {
        this.suite = suite;
        this.tickets = new Tickets(desk, agent);
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
        return tickets.each(count, "returns", number -> Json.write(Map.of("deliveryId", deliveries.get(number))));
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
                                tickets.customer(number),
                                "date",
                                "2025-12-01",
                                "lines",
                                List.of(Map.of("sku", sku, "quantity", 2))));
    }
}
