package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.Desk;
import io.aftersales.helpdesk.aftersales.Inventory.Goods;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class ReturnIT {

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final Inventory inventory = new Inventory();

    private UUID company;
    private UUID customer;
    private UUID team;
    private UUID ticket;

    @BeforeEach
    void aTicketOfACustomerOfACompany() {
        Desk.stage(false);
        kafka.send(Outgoing.announcement("inventory"));
        company = Desk.customer();
        customer = Desk.customerBelow(company);
        team = Desk.team("public", Map.of("services", Map.of("returns", true)));
        ticket = Desk.ticket(team, customer);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        !"service-not-installed".equals(availability(ticket).getString("reason")));
    }

    @Test
    void theButtonIsAbsentUntilSomethingWasDeliveredToTheCustomersCompany() {
        assertThat(availability(ticket).getBoolean("available")).isFalse();
        assertThat(availability(ticket).getString("reason")).isEqualTo("no-delivery");

        inventory.delivers(company, UUID.randomUUID());

        await().until(() -> availability(ticket).getBoolean("available"));
        assertThat(availability(ticket).getString("defaults.deliveries"))
                .isEqualTo("/api/v1/deliveries?companyOf=" + customer + "&state=done&returnable=true");
        assertThat(availability(ticket).getString("defaults.returnable"))
                .isEqualTo("/api/v1/deliveries/{deliveryId}/returnable");
    }

    @Test
    void aTicketAboutAProductNeedsADeliveryOfThatProduct() {
        UUID product = UUID.randomUUID();
        UUID about = Desk.post(
                Desk.AGENT,
                "/tickets",
                Map.of("subject", "It broke", "teamId", team, "customerId", customer, "productId", product));
        inventory.delivers(customer, UUID.randomUUID());
        await().until(() -> availability(ticket).getBoolean("available"));
        assertThat(availability(about).getString("reason")).isEqualTo("no-delivery");

        inventory.delivers(customer, UUID.randomUUID(), product);

        await().until(() -> availability(about).getBoolean("available"));
        assertThat(availability(about).getString("defaults.deliveries")).endsWith("&productId=" + product);
    }

    @Test
    void asksInventoryOnBehalfOfTheTicketsCustomerAndItsCompany() {
        UUID delivery = UUID.randomUUID();
        UUID line = UUID.randomUUID();
        UUID location = UUID.randomUUID();

        UUID action = ask(Map.of(
                "deliveryId",
                delivery,
                "lines",
                List.of(Map.of("deliveryLineId", line, "quantity", 2, "serialNumbers", List.of("A1", "A2"))),
                "returnLocationId",
                location,
                "exchange",
                true));

        Message command = kafka.awaitOfAction("create-return", action);
        assertThat(command.key()).isEqualTo(delivery.toString());
        assertThat(command.text("/ticketId")).isEqualTo(ticket.toString());
        assertThat(command.text("/customerId")).isEqualTo(customer.toString());
        assertThat(command.text("/companyId")).isEqualTo(company.toString());
        assertThat(command.text("/requestedBy/name")).isEqualTo(Desk.AGENT.name());
        assertThat(command.text("/lines/0/deliveryLineId")).isEqualTo(line.toString());
        assertThat(command.text("/lines/0/quantity")).isEqualTo("2");
        assertThat(command.text("/lines/0/serialNumbers/1")).isEqualTo("A2");
        assertThat(command.text("/returnLocationId")).isEqualTo(location.toString());
        assertThat(command.text("/exchange")).isEqualTo("true");
        assertThat(chatter()).containsExactly("Asked for a return with exchange");
    }

    @Test
    void theAnnouncedReturnFinishesTheActionAndItsButtonFollowsWhatBecomesOfIt() {
        Goods goods = Goods.of(ticket, ask());

        inventory.created(goods, 1, Map.of());

        await().until(() -> status().equals("succeeded"));
        assertThat(button().getString("label")).isEqualTo("Return");
        assertThat(button().getString("href")).isEqualTo("/api/v1/returns/" + goods.id());
        assertThat(document().getString("number")).isEqualTo(goods.number());
        assertThat(document().getString("state")).isEqualTo("ready");
        assertThat(document().getString("facts.deliveryNumber")).isEqualTo("WH/OUT/00001");
        assertThat(document().getInt("facts.quantity")).isEqualTo(3);
        assertThat(document().getInt("facts.received")).isZero();

        inventory.received(goods, 2, 2);

        await().until(() -> document().getString("state").equals("done"));
        assertThat(document().getInt("facts.received")).isEqualTo(2);
        assertThat(chatter())
                .containsExactly(
                        "Return %s received, 2 of 3 by Ines Inventory".formatted(goods.number()),
                        "Return %s of WH/OUT/00001 announced, 3 units".formatted(goods.number()),
                        "Asked for a return");
    }

    @Test
    void aCancelledReturnStaysOnTheButtonAlsoWhenItsAnnouncementComesLate() {
        Goods goods = Goods.of(ticket, ask());

        inventory.cancelled(goods, 2);
        await().until(() -> button().getInt("count") == 1);
        inventory.created(goods, 1, Map.of());

        await().until(() -> status().equals("succeeded"));
        assertThat(document().getString("state")).isEqualTo("cancelled");
    }

    @Test
    void theDeliveryOfAnExchangeIsLinkedAndFollowed() {
        UUID replacement = UUID.randomUUID();
        UUID action = ask();
        Goods goods = Goods.of(ticket, action);

        inventory.created(
                goods,
                1,
                Map.of("replacement", Map.of("deliveryId", replacement, "number", "WH/OUT/00008", "state", "draft")));

        await().until(() -> status().equals("succeeded"));
        JsonPath linked = actions().setRootPath("actions[0].documents.find { it.type == 'delivery' }");
        assertThat(linked.getString("number")).isEqualTo("WH/OUT/00008");
        assertThat(linked.getString("href")).isEqualTo("/api/v1/deliveries/" + replacement);
        assertThat(button().getInt("count")).isEqualTo(1);
        assertThat(document().getString("facts.replacement.state")).isEqualTo("draft");

        inventory.delivers(
                customer,
                Map.of(
                        "deliveryId", replacement,
                        "number", "WH/OUT/00008",
                        "replacementFor", goods.id(),
                        "ticketId", ticket,
                        "actionId", action),
                UUID.randomUUID());

        await().until(() -> chatter().get(0).equals("Replacement WH/OUT/00008 delivered"));
        assertThat(button().getInt("count")).isEqualTo(1);
    }

    @Test
    void theOwnersRefusalIsAConflictOrABrokenRule() {
        assertThat(refusal("more-than-returnable")).isEqualTo(422);
        assertThat(refusal("delivery-not-done")).isEqualTo(409);
    }

    /** The status that a caller who waits gets: asked again with the same key, once the owner has refused. */
    private int refusal(String code) {
        String key = Rest.newKey();
        Map<String, ?> body = Map.of("deliveryId", UUID.randomUUID());
        UUID action = Desk.id(Rest.as(Desk.AGENT)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/tickets/{id}/returns", ticket)
                .then()
                .statusCode(202));
        inventory.rejected(ticket, action, code);
        return Rest.as(Desk.AGENT)
                .header("Idempotency-Key", key)
                .header("Prefer", "wait=20")
                .body(body)
                .post("/tickets/{id}/returns", ticket)
                .then()
                .body("code", equalTo(code))
                .extract()
                .statusCode();
    }

    private UUID ask() {
        return ask(Map.of("deliveryId", UUID.randomUUID()));
    }

    private UUID ask(Map<String, ?> body) {
        return Desk.id(Rest.as(Desk.AGENT)
                .body(body)
                .post("/tickets/{id}/returns", ticket)
                .then()
                .statusCode(202));
    }

    private String status() {
        return actions().getString("actions[0].status");
    }

    private JsonPath actions() {
        return Desk.get("/tickets/{id}/actions", ticket).extract().jsonPath();
    }

    private static JsonPath availability(UUID ticket) {
        return Desk.get("/tickets/{id}/actions", ticket)
                .extract()
                .jsonPath()
                .setRootPath("services.find { it.kind == 'return' }");
    }

    private JsonPath button() {
        return Desk.get("/tickets/{id}/smart-buttons", ticket)
                .extract()
                .jsonPath()
                .setRootPath("items.find { it.kind == 'returns' }");
    }

    private JsonPath document() {
        return button().setRootPath("items.find { it.kind == 'returns' }.documents[0]");
    }

    private List<String> chatter() {
        return Desk.get("/tickets/{id}/messages", ticket).extract().path("items.body");
    }
}
