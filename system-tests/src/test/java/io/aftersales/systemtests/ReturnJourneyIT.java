package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent takes goods back from tickets, through the gateway; the warehouse delivers and receives them. */
class ReturnJourneyIT {

    private static RunningSuite suite;
    private static Caller agent;
    private static Caller keeper;
    private static String team;

    private final String customer = customer("Ada Example");

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(ReturnJourneyIT.class, chosen -> chosen.only(List.of("helpdesk", "inventory")));
        agent = suite.as("agnes");
        keeper = suite.as("ines");
        Caller manager = suite.as("hugo");
        manager.post("stages", Map.of("name", "New", "position", 10)).expect(201);
        team = manager.post(
                        "teams",
                        Map.of("name", "Customer care", "visibility", "public", "services", Map.of("returns", true)))
                .expect(201)
                .at("/id");
        String first = customer("First customer");
        String ticket = ticket(first, Map.of());
        awaitTrue("returns from tickets", () -> !reason(ticket).equals("service-not-installed"));
        String lamp = product("goods", Map.of());
        awaitTrue(
                "a stock that knows its company",
                () -> adjust(lamp, 1, List.of()).status() == 201);
        delivered(first, lamp, 1);
        awaitTrue(
                "the first delivery",
                () -> availability(ticket).path("available").asBoolean());
    }

    @AfterAll
    static void stop() throws SQLException {
        try (RunningSuite closed = suite) {
            LedgerCheck.assertClean(closed, List.of());
        }
    }

    @Test
    void theReturnButtonComesAliveAfterTheFirstDeliveryAndItsDialogShowsWhatIsLeft() {
        String ticket = ticket(customer, Map.of());
        assertThat(availability(ticket).path("available").asBoolean()).isFalse();
        assertThat(reason(ticket)).isEqualTo("no-delivery");
        String lamp = product("goods", Map.of());
        stock(lamp, 10, List.of());
        String delivery = ready(customer, lamp, 4);
        assertThat(reason(ticket)).as("a delivery that is not validated").isEqualTo("no-delivery");

        keeper.post("deliveries/%s/validate".formatted(delivery), Map.of()).expect(200);

        long validated = System.nanoTime();
        awaitTrue(
                "the return button",
                () -> availability(ticket).path("available").asBoolean());
        long millis = Duration.ofNanos(System.nanoTime() - validated).toMillis();
        System.out.printf("The return button came alive %d ms after the delivery was validated%n", millis);

        String line =
                left(delivery).path("lines").path(0).path("deliveryLineId").asText();
        returned(ticket, delivery, Map.of("lines", List.of(Map.of("deliveryLineId", line, "quantity", 1))));

        String deliveries = availability(ticket).at("/defaults/deliveries").asText();
        JsonNode offered =
                agent.get(deliveries.replace("/api/v1/", "")).expect(200).body();
        assertThat(offered.at("/items/0/id").asText()).isEqualTo(delivery);
        assertThat(offered.at("/items/0/returnable").asInt()).isEqualTo(3);
        String returnable = availability(ticket)
                .at("/defaults/returnable")
                .asText()
                .replace("/api/v1/", "")
                .replace("{deliveryId}", delivery);
        JsonNode proposal = agent.get(returnable).expect(200).body();
        assertThat(proposal.at("/lines/0/delivered").asInt()).isEqualTo(4);
        assertThat(proposal.at("/lines/0/returnable").asInt()).isEqualTo(3);
        returned(ticket, delivery, Map.of());
        assertThat(agent.get(deliveries.replace("/api/v1/", ""))
                        .expect(200)
                        .body()
                        .path("items"))
                .as("a delivery with nothing left is not offered")
                .isEmpty();
    }

    @Test
    void aReturnIsFollowedFromTheTicketToTheShelf() {
        String lamp = product("goods", Map.of());
        stock(lamp, 5, List.of());
        String delivery = delivered(customer, lamp, 3);
        String ticket = ticket(customer, Map.of("productId", lamp));
        awaitTrue(
                "the return button",
                () -> availability(ticket).path("available").asBoolean());

        JsonNode document = returned(ticket, delivery, Map.of());

        assertThat(document.path("number").asText()).matches("WH/IN/\\d{5}");
        assertThat(document.path("state").asText()).isEqualTo("ready");
        assertThat(button(ticket).path("label").asText()).isEqualTo("Return");
        assertThat(button(ticket).at("/documents/0/facts/quantity").asInt()).isEqualTo(3);
        assertThat(onHand(lamp)).isEqualTo(2);
        String goods = document.path("id").asText();
        String line = agent.get("returns/" + goods).expect(200).at("/lines/0/id");
        keeper.post(
                        "returns/%s/validate".formatted(goods),
                        Map.of("lines", List.of(Map.of("returnLineId", line, "quantity", 2))))
                .expect(200);

        assertThat(onHand(lamp)).isEqualTo(4);
        awaitTrue(
                "the received return on the smart button",
                () -> button(ticket).at("/documents/0/state").asText().equals("done"));
        assertThat(button(ticket).at("/documents/0/facts/received").asInt()).isEqualTo(2);
        assertThat(left(delivery).at("/lines/0/returnable").asInt()).isEqualTo(1);
    }

    @Test
    void aCancelledReturnStaysOnTheButton() {
        String lamp = product("goods", Map.of());
        stock(lamp, 1, List.of());
        String delivery = delivered(customer, lamp, 1);
        String ticket = ticket(customer, Map.of());
        String goods = returned(ticket, delivery, Map.of()).path("id").asText();

        keeper.post("returns/%s/cancel".formatted(goods), Map.of()).expect(200);

        awaitTrue(
                "the cancelled return on the smart button",
                () -> button(ticket).at("/documents/0/state").asText().equals("cancelled"));
        assertThat(left(delivery).at("/lines/0/returnable").asInt()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReturnedIsRefusedWithItsCode() {
        String lamp = product("goods", Map.of());
        String phone = product("goods", Map.of("tracking", "serial"));
        stock(lamp, 5, List.of());
        stock(phone, 2, List.of("A1", "A2"));
        String delivery = delivered(customer, lamp, 2);
        String phones = ready(customer, phone, 1);
        String phoneLine = agent.get("deliveries/" + phones).at("/lines/0/id");
        String foreign = delivered(customer("Somebody else"), lamp, 1);
        String ticket = ticket(customer, Map.of());
        String line = left(delivery).at("/lines/0/deliveryLineId").asText();

        refused(ticket, Map.of("deliveryId", UUID.randomUUID()), 422, "unknown-delivery");
        refused(ticket, Map.of("deliveryId", foreign), 422, "foreign-delivery");
        refused(ticket, Map.of("deliveryId", phones), 409, "delivery-not-done");
        refused(ticket, lines(delivery, of(phoneLine, 1)), 422, "unknown-delivery-line");
        refused(ticket, lines(delivery, of(line, 1), of(line, 1)), 422, "duplicate-delivery-line");
        refused(ticket, lines(delivery, of(line, -1)), 422, "negative-quantity");
        refused(ticket, lines(delivery, of(line, 3)), 422, "more-than-returnable");
        refused(ticket, lines(delivery, of(line, 0)), 422, "nothing-to-return");
        refused(ticket, Map.of("deliveryId", delivery, "lines", List.of()), 422, "invalid-request");
        keeper.post(
                        "deliveries/%s/validate".formatted(phones),
                        Map.of("lines", List.of(new Line(phoneLine, 1, List.of("A1")))))
                .expect(200);
        refused(ticket, lines(phones, new Line(phoneLine, 1, List.of("A2"))), 422, "serial-not-delivered");
        returned(ticket, phones, Map.of());
        refused(ticket, Map.of("deliveryId", phones), 409, "nothing-left-to-return");
        assertThat(button(ticket).path("count").asInt()).isEqualTo(1);
    }

    /** A line of a delivery that comes back, or leaves. */
    private record Line(String deliveryLineId, int quantity, List<String> serialNumbers) {}

    private static Line of(String deliveryLine, int quantity) {
        return new Line(deliveryLine, quantity, List.of());
    }

    private static Map<String, Object> lines(String delivery, Line... lines) {
        return Map.of("deliveryId", delivery, "lines", List.of(lines));
    }

    private static void refused(String ticket, Map<String, ?> request, int status, String code) {
        agent.waiting(10)
                .once(Desk.newKey())
                .post("tickets/%s/returns".formatted(ticket), request)
                .expectProblem(status, code);
    }

    /** Asks for a return and waits for it. */
    private static JsonNode returned(String ticket, String delivery, Map<String, ?> more) {
        Map<String, Object> request = new LinkedHashMap<>(more);
        request.put("deliveryId", delivery);
        return agent.waiting(20)
                .once(Desk.newKey())
                .post("tickets/%s/returns".formatted(ticket), request)
                .expect(201)
                .body()
                .at("/documents/0");
    }

    private static String customer(String name) {
        return suite.as("agnes")
                .post("customers", Map.of("name", name))
                .expect(201)
                .at("/id");
    }

    private static String ticket(String customer, Map<String, ?> more) {
        Map<String, Object> ticket = new LinkedHashMap<>(more);
        ticket.put("subject", "It came broken");
        ticket.put("customerId", customer);
        ticket.put("teamId", team);
        return agent.post("tickets", ticket).expect(201).at("/id");
    }

    private static String product(String kind, Map<String, ?> more) {
        Map<String, Object> product = new LinkedHashMap<>(more);
        product.put("sku", "SKU-" + UUID.randomUUID());
        product.put("name", "Desk lamp");
        product.put("kind", kind);
        return keeper.post("products", product).expect(201).at("/id");
    }

    private static void stock(String product, int quantity, List<String> serialNumbers) {
        adjust(product, quantity, serialNumbers).expect(201);
    }

    private static Answer adjust(String product, int quantity, List<String> serialNumbers) {
        Map<String, Object> adjustment = Map.of(
                "productId", product, "quantity", quantity, "serialNumbers", serialNumbers, "reason", "Bought in");
        return keeper.post("stock", adjustment);
    }

    private static int onHand(String product) {
        return Integer.parseInt(
                keeper.get("stock?productId=" + product).expect(200).at("/items/0/onHand"));
    }

    private static String delivered(String customer, String product, int quantity) {
        String delivery = ready(customer, product, quantity);
        keeper.post("deliveries/%s/validate".formatted(delivery), Map.of()).expect(200);
        return delivery;
    }

    private static String ready(String customer, String product, int quantity) {
        Answer draft = keeper.post(
                "deliveries",
                Map.of("customerId", customer, "lines", List.of(Map.of("productId", product, "quantity", quantity))));
        String delivery = draft.expect(201).at("/id");
        keeper.post("deliveries/%s/reserve".formatted(delivery), Map.of()).expect(200);
        return delivery;
    }

    private static JsonNode left(String delivery) {
        return agent.get("deliveries/%s/returnable".formatted(delivery))
                .expect(200)
                .body();
    }

    private static JsonNode availability(String ticket) {
        for (JsonNode service : agent.get("tickets/%s/actions".formatted(ticket))
                .expect(200)
                .body()
                .path("services")) {
            if (service.path("kind").asText().equals("return")) {
                return service;
            }
        }
        throw new AssertionError("the ticket knows no returns");
    }

    private static String reason(String ticket) {
        return availability(ticket).path("reason").asText();
    }

    private static JsonNode button(String ticket) {
        return agent.get("tickets/%s/smart-buttons".formatted(ticket))
                .expect(200)
                .body()
                .at("/items/0");
    }

    private static void awaitTrue(String what, Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(holds);
    }
}
