package io.aftersales.systemtests.bench.actions;

import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.Json;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Repairs of one product, each with a part and an operation, both taxed, for a hundred customers. */
public final class Repairs implements ActionKind {

    private final Tickets tickets;
    private final String repair;

    public Repairs(RunningSuite suite, Desk desk, FrontEnd agent) {
        this.tickets = new Tickets(desk, agent);
        desk.offer("repair", Map.of("services", Map.of("repairs", true)));
        Caller keeper = suite.as("ines");
        this.repair = Json.write(Map.of(
                "description",
                "It does not light",
                "productId",
                product(keeper, "A lamp with three arms"),
                "invoiceMethod",
                "after",
                "parts",
                List.of(Map.of(
                        "kind",
                        "add",
                        "productId",
                        product(keeper, "A switch"),
                        "quantity",
                        1,
                        "unitPrice",
                        "4.50",
                        "taxIds",
                        List.of(desk.taxId()))),
                "operations",
                List.of(desk.line("Replace the switch", 1, "18.00"))));
    }

    private static String product(Caller keeper, String name) {
        return keeper.post("products", Map.of("sku", "REPAIR-" + UUID.randomUUID(), "name", name, "kind", "goods"))
                .expect(201)
                .at("/id");
    }

    @Override
    public String name() {
        return "repair";
    }

    @Override
    public String button() {
        return "repairs";
    }

    @Override
    public List<Request> prepare(int count) {
        return tickets.each(count, "repairs", number -> repair);
    }
}
