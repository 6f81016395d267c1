package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import static org.assertj.core.api.Assertions.assertThat;

/** Loyalty is installed a day after the helpdesk; then a coupon goes from a ticket to the customer's mail and to an order. */
class CouponJourneyIT {

    private static final String CUSTOMERS_ADDRESS = "ada@readers.example";

    private static RunningSuite suite;
    private static String customer;
    private static String ticket;

    @BeforeAll
    static void theHelpdeskAloneAndThenLoyaltyAsWell() {
        try (RunningSuite before =
                RunningSuite.startFor(CouponJourneyIT.class, chosen -> chosen.only(List.of("helpdesk")))) {
            suite = before;
            openATicketThatNobodyCanGiveACouponFor();
        }
        suite = RunningSuite.startAgainFor(
                CouponJourneyIT.class, chosen -> chosen.only(List.of("helpdesk", "loyalty")));
    }

    @AfterAll
    static void stop() throws SQLException {
        try (RunningSuite closed = suite) {
            LedgerCheck.assertClean(closed, List.of());
        }
    }

    private static void openATicketThatNobodyCanGiveACouponFor() {
        Caller manager = suite.as("hugo");
        manager.post("stages", Map.of("name", "New", "position", 10)).expect(201);
        JsonNode team = manager.post(
                        "teams",
                        Map.of("name", "Customer care", "visibility", "public", "services", Map.of("coupons", true)))
                .expect(201)
                .body();
        assertThat(team.at("/warnings/0/code").asText()).isEqualTo("service-not-installed");
        Caller agent = suite.as("agnes");
        customer = agent.post("customers", Map.of("name", "Ada Example", "email", CUSTOMERS_ADDRESS))
                .expect(201)
                .at("/id");
        ticket = agent.post(
                        "tickets",
                        Map.of(
                                "subject",
                                "The lamp came broken",
                                "customerId",
                                customer,
                                "teamId",
                                team.path("id").asText()))
                .expect(201)
                .at("/id");
        assertThat(availability().path("reason").asText()).isEqualTo("service-not-installed");
        agent.post("tickets/%s/coupons".formatted(ticket), Map.of("programId", customer))
                .expectProblem(409, "service-not-installed");
    }

    @Test
    void aCouponGoesFromTheTicketToTheCustomersMailAndToAnOrder() throws Exception {
        Caller agent = suite.as("agnes");
        Caller loyalty = suite.as("lola");
        await("the button comes alive", () -> availability().path("available").asBoolean());
        String program = Desk.persistently(
                        loyalty,
                        "coupon-programs",
                        Map.of(
                                "name",
                                "Sorry for the trouble",
                                "validityDays",
                                30,
                                "reward",
                                Map.of("kind", "percentage", "percentage", 10)))
                .at("/id");

        JsonNode coupon = agent.waiting(20)
                .once(Desk.newKey())
                .post("tickets/%s/coupons".formatted(ticket), Map.of("programId", program))
                .expect(201)
                .body()
                .at("/documents/0");

        String id = coupon.path("id").asText();
        String code = coupon.path("number").asText();
        assertThat(button().path("label").asText()).isEqualTo("Coupons");
        assertThat(button().at("/documents/0/facts/code").asText()).isEqualTo(code);
        assertThat(agent.get("coupons/" + id).expect(200).at("/customerId")).isEqualTo(customer);

        agent.waiting(20)
                .once(Desk.newKey())
                .post("tickets/%s/coupons/%s/emails".formatted(ticket, id), Map.of("subject", "For Ada"))
                .expect(201);

        List<MimeMessage> mails = suite.processes().mail().received();
        assertThat(mails).hasSize(1);
        assertThat(mails.get(0).getSubject()).isEqualTo("For Ada");
        assertThat(mails.get(0).getAllRecipients()[0]).hasToString(CUSTOMERS_ADDRESS);
        assertThat(state()).isEqualTo("sent");

        // The customer was known before loyalty was.
        String redemption = loyalty.post(
                        "coupon-redemptions",
                        Map.of(
                                "code",
                                code.toLowerCase().replace("-", ""),
                                "orderReference",
                                "SO-4711",
                                "customerId",
                                customer,
                                "currency",
                                "EUR",
                                "lines",
                                List.of(Map.of("quantity", 1, "unitPrice", "200.00", "taxRate", 15))))
                .expect(201)
                .at("/id");
        await("the used coupon on the smart button", () -> state().equals("used"));
        loyalty.send("DELETE", "coupon-redemptions/" + redemption, null).expect(204);
        await("the released coupon on the smart button", () -> state().equals("sent"));
        assertThat(button().at("/documents/0/facts/code").asText()).isEqualTo(code);
    }

    private static JsonNode availability() {
        for (JsonNode service : suite.as("agnes")
                .get("tickets/%s/actions".formatted(ticket))
                .expect(200)
                .body()
                .path("services")) {
            if (service.path("kind").asText().equals("coupon")) {
                return service;
            }
        }
        throw new AssertionError("the ticket knows no coupons");
    }

    private static JsonNode button() {
        return suite.as("agnes")
                .get("tickets/%s/smart-buttons".formatted(ticket))
                .expect(200)
                .body()
                .at("/items/0");
    }

    private static String state() {
        return button().at("/documents/0/state").asText();
    }

    private static void await(String what, Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(holds);
    }
}
