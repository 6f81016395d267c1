package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.Desk;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** A repair from the request to its smart button; the owner is played. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RepairIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final UUID product = UUID.randomUUID();
    private final UUID saleOrder = UUID.randomUUID();

    private UUID customer;
    private UUID ticket;

    @BeforeEach
    void aTicketOfATeamThatOffersRepairs() {
        Desk.stage(false);
        kafka.send(Outgoing.announcement("repair"));
        UUID team = Desk.team("public", Map.of("services", Map.of("repairs", true)));
        customer = Desk.customer();
        ticket = Desk.post(
                Desk.AGENT,
                "/tickets",
                Map.of(
                        "subject",
                        "It broke",
                        "teamId",
                        team,
                        "customerId",
                        customer,
                        "productId",
                        product,
                        "serialNumber",
                        "SN-1",
                        "saleOrderId",
                        saleOrder));
        await().atMost(PATIENCE).until(() -> overview().getBoolean("services.find { it.kind == 'repair' }.available"));
    }

    @Test
    void productSerialNumberAndSaleOrderAreFilledInForTheDialogAndInTheCommand() {
        assertThat(overview().getMap("services.find { it.kind == 'repair' }.defaults"))
                .isEqualTo(Map.of(
                        "productId",
                        product.toString(),
                        "serialNumber",
                        "SN-1",
                        "saleOrderId",
                        saleOrder.toString(),
                        "customerId",
                        customer.toString(),
                        "saleOrders",
                        "/api/v1/sale-orders?companyOf=" + customer,
                        "returns",
                        "/api/v1/returns?companyOf=" + customer));

        UUID action = ask(Map.of());

        Message command = kafka.awaitOfAction("create-repair-order", action);
        assertThat(command.key()).isEqualTo(ticket.toString());
        assertThat(command.text("/productId")).isEqualTo(product.toString());
        assertThat(command.text("/serialNumber")).isEqualTo("SN-1");
        assertThat(command.text("/saleOrderId")).isEqualTo(saleOrder.toString());
        assertThat(command.text("/customerId")).isEqualTo(customer.toString());
        assertThat(command.text("/requestedBy/sub")).isEqualTo(Desk.AGENT.sub());
    }

    @Test
    void theSerialNumberOfTheTicketsProductIsNotThatOfAnother() {
        UUID other = UUID.randomUUID();
        UUID part = UUID.randomUUID();

        UUID action = ask(Map.of(
                "productId",
                other,
                "quantity",
                2,
                "invoiceMethod",
                "before",
                "parts",
                List.of(Map.of("kind", "add", "productId", part, "quantity", 1, "unitPrice", "50.00")),
                "operations",
                List.of(Map.of("description", "Replace it", "quantity", 1, "unitPrice", "50.00"))));

        Message command = kafka.awaitOfAction("create-repair-order", action);
        assertThat(command.text("/productId")).isEqualTo(other.toString());
        assertThat(command.payload().has("serialNumber")).isFalse();
        assertThat(command.text("/invoiceMethod")).isEqualTo("before");
        assertThat(command.text("/parts/0/productId")).isEqualTo(part.toString());
        assertThat(command.text("/parts/0/unitPrice")).isEqualTo("50.00");
        assertThat(command.text("/operations/0/description")).isEqualTo("Replace it");
    }

    @Test
    void theSmartButtonFollowsTheRepairAndNoOlderEventOverwritesANewerOne() {
        UUID action = ask(Map.of());
        UUID order = UUID.randomUUID();
        tell("repair-order-created", order, action, 1, "draft");
        await().atMost(PATIENCE).until(() -> "succeeded".equals(action(action).getString("status")));
        assertThat(button().getString("label")).isEqualTo("Repairs");
        assertThat(button().getString("href")).isEqualTo("/api/v1/repair-orders/" + order);
        assertThat(button().getString("documents[0].number")).isEqualTo("RO/00001");

        tell("repair-order-changed", order, action, 4, "repaired");
        tell("repair-order-changed", order, action, 3, "under-repair");

        await().atMost(PATIENCE).until(() -> "repaired".equals(button().getString("documents[0].state")));
        UUID second = ask(Map.of());
        tell("repair-order-created", UUID.randomUUID(), second, 1, "draft");
        await().atMost(PATIENCE).until(() -> button().getInt("count") == 2);
        assertThat(button().getString("href")).isEqualTo("/api/v1/repair-orders?ticketId=" + ticket);
        assertThat(button().getList("documents.state", String.class)).containsExactlyInAnyOrder("repaired", "draft");
        Rest.as(Desk.AGENT)
                .get("/tickets/{id}/messages", ticket)
                .then()
                .statusCode(200)
                .body("items.body", hasItem("Repair order RO/00001 repaired"));
    }

    @Test
    void aRejectedRepairSaysWhy() {
        UUID action = ask(Map.of());
        kafka.send(Outgoing.rejection(
                "repair-order-rejected",
                action,
                Map.of("actionId", action, "ticketId", ticket, "code", "not-goods", "detail", "It is a service")));

        await().atMost(PATIENCE).until(() -> "rejected".equals(action(action).getString("status")));
        assertThat(action(action).getString("rejection.code")).isEqualTo("not-goods");
    }

    @Test
    void whatIsMalformedIsRefusedAtTheEdge() {
        Rest.as(Desk.AGENT)
                .body(body(Map.of("quantity", 0)))
                .post("/tickets/{id}/repairs", ticket)
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("quantity"));
        Rest.as(Desk.AGENT)
                .body(body(Map.of("parts", List.of(Map.of("kind", "add", "quantity", 1)))))
                .post("/tickets/{id}/repairs", ticket)
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("parts[0].productId"));
        Rest.as(Desk.AGENT)
                .body(body(Map.of("invoiceMethod", "sometime")))
                .post("/tickets/{id}/repairs", ticket)
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"));
    }

    private UUID ask(Map<String, ?> more) {
        return Desk.id(Rest.as(Desk.AGENT)
                .body(body(more))
                .post("/tickets/{id}/repairs", ticket)
                .then()
                .statusCode(202));
    }

    private static Map<String, Object> body(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("description", "Does not light", "invoiceMethod", "none"));
        body.putAll(more);
        return body;
    }

    private JsonPath overview() {
        return Desk.get("/tickets/{id}/actions", ticket).extract().jsonPath();
    }

    private JsonPath action(UUID action) {
        return Desk.get("/tickets/{id}/actions/{action}", ticket, action)
                .extract()
                .jsonPath();
    }

    private JsonPath button() {
        return Desk.get("/tickets/{id}/smart-buttons", ticket)
                .extract()
                .jsonPath()
                .setRootPath("items.find { it.kind == 'repairs' }");
    }

    private void tell(String topic, UUID order, UUID action, long sequence, String state) {
        Map<String, Object> told = new HashMap<>();
        told.put("repairOrderId", order);
        told.put("number", "RO/00001");
        told.put("state", state);
        told.put("invoiceMethod", "none");
        told.put("invoiceState", "not-needed");
        told.put("partsState", "none");
        told.put("customerId", customer);
        told.put("companyId", customer);
        told.put("productId", product);
        told.put("productName", "Desk lamp");
        told.put("quantity", 1);
        told.put("description", "Does not light");
        told.put("underWarranty", false);
        told.put("parts", List.of());
        told.put("operations", List.of());
        told.put("currency", "EUR");
        for (String amount : List.of("net", "tax", "total")) {
            told.put(amount, Map.of("amount", "0.00", "currency", "EUR"));
        }
        told.put("requestedBy", Map.of("sub", Desk.AGENT.sub(), "name", Desk.AGENT.name()));
        told.put("ticketId", ticket);
        told.put("actionId", action);
        kafka.send(Outgoing.event(topic, order, sequence, action, told));
    }
}
