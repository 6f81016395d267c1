package io.aftersales.systemtests.fault;

import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Has the team offer everything, and enters what coupons, returns, repairs and tasks need. All services have to run. */
public final class RepeatableRequests {

    /** Pieces of one delivery, of which each return takes one: more than can be asked for while a test runs. */
    private static final int PLENTY = 100_000;

    private final RunningSuite suite;
    private final Desk desk;
    private final Caller keeper;

    private RepeatableRequests(RunningSuite suite, Desk desk) {
        this.suite = suite;
        this.desk = desk;
        this.keeper = suite.as("ines");
    }

    /** One of each. */
    public static List<RepeatableRequest> prepare(RunningSuite suite, Desk desk) {
        RepeatableRequests requests = new RepeatableRequests(suite, desk);
        return List.of(requests.coupon(), requests.returnOfOnePiece(), requests.repair(), requests.task());
    }

    private RepeatableRequest coupon() {
        Answer program = Desk.persistently(
                suite.as("lola"),
                "coupon-programs",
                Map.of("name", "Goodwill", "reward", Map.of("kind", "percentage", "percentage", 10)));
        return new RepeatableRequest(
                "loyalty", "coupons", desk.customer("Cora"), Map.of("programId", program.at("/id")));
    }

    private RepeatableRequest returnOfOnePiece() {
        String customer = desk.customer("Rob");
        String product = product("Candles");
        Desk.persistently(keeper, "stock", Map.of("productId", product, "quantity", PLENTY, "reason", "Bought in"));
        Map<String, ?> candles = Map.of("productId", product, "quantity", PLENTY);
        Answer delivery =
                Desk.persistently(keeper, "deliveries", Map.of("customerId", customer, "lines", List.of(candles)));
        String id = delivery.at("/id");
        Desk.persistently(keeper, "deliveries/%s/reserve".formatted(id), Map.of());
        Desk.persistently(keeper, "deliveries/%s/validate".formatted(id), Map.of());
        Map<String, ?> one = Map.of("deliveryLineId", delivery.at("/lines/0/id"), "quantity", 1);
        return new RepeatableRequest("inventory", "returns", customer, Map.of("deliveryId", id, "lines", List.of(one)));
    }

    private RepeatableRequest repair() {
        desk.offer("repair", Map.of("services", Map.of("repairs", true)));
        return new RepeatableRequest(
                "repair",
                "repairs",
                desk.customer("Rex"),
                Map.of(
                        "description",
                        "It does not light",
                        "productId",
                        product("Lamp"),
                        "invoiceMethod",
                        "after",
                        "operations",
                        List.of(desk.line("Replace the switch", 1, "18.00"))));
    }

    private RepeatableRequest task() {
        Answer project = Desk.persistently(
                suite.as("fiona"),
                "projects",
                Map.of(
                        "name",
                        "Visits",
                        "stages",
                        List.of(Map.of("name", "Planned"), Map.of("name", "Done", "closed", true))));
        desk.offer("task", Map.of("services", Map.of("fieldService", true), "defaultProjectId", project.at("/id")));
        return new RepeatableRequest(
                "fieldservice", "tasks", desk.customer("Tess"), Map.of("title", "Look at the lamp"));
    }

    private String product(String name) {
        return Desk.persistently(
                        keeper, "products", Map.of("sku", "SKU-" + UUID.randomUUID(), "name", name, "kind", "goods"))
                .at("/id");
    }
}
