package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is asked for from a ticket. Whoever asks waits, so that the owner's rejection is the answer. */
final class AfterSalesEntries extends Entries {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Caller asking;

    AfterSalesEntries(RunningSuite suite, Desk desk) {
        super(suite, desk);
        this.asking = agent.waiting(20);
    }

    @Override
    void enter() {
        refunds();
        coupons();
        returns();
        repairs();
        tasks();
    }

    private void refunds() {
        String customer = desk.customer("Tom Example");
        JsonNode invoice = desk.postedInvoice(customer, List.of(desk.line("Lamp", 3, "10.00")));
        JsonNode foreign = desk.postedInvoice(desk.customer("Stranger"), "10.00");
        add(Endpoint.of(
                        "POST /tickets/{ticketId}/refunds",
                        asking,
                        "tickets/%s/refunds".formatted(desk.ticket(customer)),
                        Map.of(
                                "invoiceId", invoice.path("id").asText(),
                                "method", "partial",
                                "reasonCode", "damaged",
                                "reason", "Broken",
                                "date", "2026-11-02",
                                "lines",
                                        List.of(Map.of(
                                                "invoiceLineId",
                                                invoice.at("/lines/0/id").asText(),
                                                "quantity",
                                                1,
                                                "unitPrice",
                                                "5.00"))))
                .or("reason", "Lost")
                .but("invoiceId", foreign.path("id").asText(), "foreign-invoice"));
    }

    private void coupons() {
        String team = team("Vouchers", "coupons");
        String customer = desk.customer("Cora Example");
        String ticket = ticket(customer, team);
        String program = LoyaltyEntries.program(suite.as("lola"), "Sorry for the trouble");
        String coupon = awaitDone("tickets/%s/coupons".formatted(ticket), Map.of("programId", program));
        add(Endpoint.of(
                        "POST /tickets/{ticketId}/coupons",
                        asking,
                        "tickets/%s/coupons".formatted(ticket),
                        Map.of("programId", program))
                .or("programId", LoyaltyEntries.program(suite.as("lola"), "Thank you for waiting")));
        String another = ticket(customer, team);
        add(Endpoint.of(
                        "POST /tickets/{ticketId}/coupons/{couponId}/emails",
                        asking,
                        "tickets/%s/coupons/%s/emails".formatted(ticket, coupon),
                        Map.of(
                                "recipients", List.of("friend@example.com"),
                                "subject", "A coupon for you",
                                "body", "We are sorry"))
                .or("subject", "Your coupon")
                .but("recipients", List.of("friend@example.com, foe@example.com"), "invalid-request")
                .but("recipients", List.of("friend@example.com\r\nBcc: foe@example.com"), "invalid-request")
                .but("subject", "A coupon\r\nBcc: foe@example.com", "invalid-request")
                .notAt("tickets/%s/coupons/%s/emails".formatted(another, coupon)));
    }

    private void returns() {
        String customer = desk.customer("Rob Example");
        String delivery = goods.delivered(customer, goods.product(10), 3);
        String foreign = goods.delivered(desk.customer("Stranger"), goods.product(10), 3);
        String line = keeper.get("deliveries/" + delivery).expect(200).at("/lines/0/id");
        add(Endpoint.of(
                        "POST /tickets/{ticketId}/returns",
                        asking,
                        "tickets/%s/returns".formatted(desk.ticket(customer)),
                        Map.of(
                                "deliveryId",
                                delivery,
                                "returnLocationId",
                                goods.location("Returns shelf"),
                                "exchange",
                                true,
                                "lines",
                                List.of(Map.of("deliveryLineId", line, "quantity", 1, "serialNumbers", List.of()))))
                .or("exchange", false)
                .but("deliveryId", foreign, "foreign-delivery"));
    }

    private void repairs() {
        String team = team("Workshop", "repairs");
        String customer = desk.customer("Rex Example");
        String stranger = desk.customer("Stranger");
        String lamp = goods.product(20);
        Map<String, Object> repair =
                RepairEntries.repair(desk, lamp, goods.sold(customer, lamp, 1), goods.returned(customer, lamp, 1));
        String ticket = ticket(customer, team);
        awaitDone("tickets/%s/repairs".formatted(ticket), repair);
        add(Endpoint.of("POST /tickets/{ticketId}/repairs", asking, "tickets/%s/repairs".formatted(ticket), repair)
                .or("description", "The other one does not light either")
                .but("saleOrderId", goods.sold(stranger, lamp, 1), "foreign-sale-order")
                .but("returnId", goods.returned(stranger, lamp, 1), "foreign-return")
                .but("quantity", 2, "quantity-exceeds-return"));
    }

    private void tasks() {
        String project = visits.project("From tickets");
        add(Endpoint.of(
                        "POST /tickets/{ticketId}/tasks",
                        asking,
                        "tickets/%s/tasks".formatted(visits.ticketOf(desk.customer("Tess Example"), project)),
                        Map.of(
                                "title", "Fix the shelf",
                                "description", "To the wall",
                                "projectId", project,
                                "plannedStart", "2026-12-01T09:00:00Z",
                                "plannedEnd", "2026-12-01T10:00:00Z",
                                "assigneeIds", List.of("theo")))
                .or("title", "Fix the other shelf"));
    }

    private String team(String name, String service) {
        Map<String, Object> team = new LinkedHashMap<>(Map.of("name", name, "visibility", "public"));
        team.put("services", Map.of(service, true));
        return manager.post("teams", team).expect(201).at("/id");
    }

    private String ticket(String customer, String team) {
        return agent.post("tickets", Map.of("subject", "It came broken", "customerId", customer, "teamId", team))
                .expect(201)
                .at("/id");
    }

    /** Asks until the owner has announced itself and knows what is named, and returns the document that came of it. */
    private String awaitDone(String path, Map<String, ?> request) {
        return Awaitility.await("the outcome of POST " + path)
                .atMost(PATIENCE)
                .<Answer>until(() -> asking.once(Desk.newKey()).post(path, request), answer -> answer.status() == 201)
                .at("/documents/0/id");
    }
}
