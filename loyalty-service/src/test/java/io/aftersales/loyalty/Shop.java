package io.aftersales.loyalty;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What tests of loyalty begin with: a company, customers, programs, coupons and orders, made as in life. */
public final class Shop {

    public static final TestUser MANAGER = TestUser.inRole("loyalty-manager");
    public static final TestUser AGENT = TestUser.inRole("agent");

    private static final KafkaProbe KAFKA = KafkaProbe.shared();
    private static final UUID COMPANY = UUID.randomUUID();
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Shop() {}

    /** Our own company: euros, and the days of Berlin. */
    public static void tellCompany() {
        KAFKA.teach(Outgoing.event(
                "company-settings-changed",
                COMPANY,
                SEQUENCE.incrementAndGet(),
                Map.of(
                        "companyId",
                        COMPANY,
                        "name",
                        "Test & Sons Ltd",
                        "currency",
                        "EUR",
                        "timeZone",
                        "Europe/Berlin")));
    }

    /** A customer that is its own company, known to loyalty when this returns. */
    public static UUID customer() {
        UUID id = UUID.randomUUID();
        tellCustomer(id, id, 1);
        return id;
    }

    public static UUID contactOf(UUID company) {
        UUID id = UUID.randomUUID();
        tellCustomer(id, company, 1);
        return id;
    }

    public static void tellCustomer(UUID id, UUID company, long sequence) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("customerId", id);
        customer.put("companyId", company);
        customer.put("name", "Customer " + id);
        if (!id.equals(company)) {
            customer.put("parentId", company);
        }
        KAFKA.teach(Outgoing.event("customer-changed", id, sequence, customer));
    }

    public static Map<String, String> euros(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    public static Map<String, Object> percent(int percentage) {
        return Map.of("kind", "percentage", "percentage", percentage);
    }

    public static Map<String, Object> fixed(String amount) {
        return Map.of("kind", "fixed-amount", "amount", euros(amount));
    }

    public static Map<String, Object> free(UUID product) {
        return Map.of("kind", "free-product", "productId", product);
    }

    /** A reward with something more, such as {@code "on", "cheapest-line"}. */
    public static Map<String, Object> with(Map<String, ?> one, Object... more) {
        Map<String, Object> all = new HashMap<>(one);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    public static Map<String, Object> program(Map<String, ?> reward, Object... more) {
        return with(Map.of("name", "Goodwill", "reward", reward), more);
    }

    public static ValidatableResponse create(Map<String, ?> program) {
        tellCompany();
        return Rest.as(MANAGER).body(program).post("/coupon-programs").then();
    }

    public static UUID created(Map<String, ?> program) {
        return id(create(program).statusCode(201));
    }

    public static ValidatableResponse edit(UUID program, Map<String, ?> changes) {
        String etag = Rest.as(MANAGER)
                .get("/coupon-programs/{id}", program)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        return Rest.as(MANAGER)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", etag)
                .body(changes)
                .patch("/coupon-programs/{id}", program)
                .then();
    }

    /** A coupon that is anybody's. */
    public static JsonPath couponOf(UUID program) {
        return give(Map.of("programId", program));
    }

    public static JsonPath couponOf(UUID program, UUID customer) {
        return give(Map.of("programId", program, "customerId", customer));
    }

    private static JsonPath give(Map<String, ?> request) {
        return Rest.as(MANAGER)
                .body(request)
                .post("/coupons")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** The code of a coupon that is anybody's, of a program that this reward makes up. */
    public static String codeFor(Map<String, ?> reward, Object... more) {
        return couponOf(created(program(reward, more))).getString("code");
    }

    public static JsonPath coupon(UUID id) {
        return Rest.as(MANAGER)
                .get("/coupons/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static UUID id(JsonPath document) {
        return UUID.fromString(document.getString("id"));
    }

    public static UUID id(ValidatableResponse response) {
        return UUID.fromString(response.extract().path("id"));
    }

    /** A line without tax. */
    public static Map<String, Object> line(String quantity, String unitPrice) {
        return Map.of("quantity", new BigDecimal(quantity), "unitPrice", unitPrice);
    }

    public static Map<String, Object> taxed(String rate, Map<String, ?> line) {
        return with(line, "taxRate", new BigDecimal(rate));
    }

    public static Map<String, Object> of(UUID product, Map<String, ?> line) {
        return with(line, "productId", product);
    }

    public static Map<String, Object> order(String code, Map<?, ?>... lines) {
        return Map.of("code", code, "currency", "EUR", "lines", List.of(lines));
    }

    public static ValidatableResponse evaluate(Map<String, ?> order) {
        return Rest.as(MANAGER).body(order).post("/coupon-evaluations").then();
    }

    public static ValidatableResponse redeem(Map<String, ?> order) {
        return redeem(MANAGER, order);
    }

    public static ValidatableResponse redeem(TestUser by, Map<String, ?> order) {
        return Rest.as(by)
                .body(with(order, "orderReference", "SO-" + UUID.randomUUID()))
                .post("/coupon-redemptions")
                .then();
    }

    public static ValidatableResponse release(UUID redemption) {
        return Rest.as(MANAGER).delete("/coupon-redemptions/{id}", redemption).then();
    }

    public static ValidatableResponse cancel(UUID coupon) {
        return Rest.as(MANAGER).post("/coupons/{id}/cancel", coupon).then();
    }

    /** A coupon that the helpdesk asks for, with what a test says about it. */
    public static final class Generation {

        private final UUID actionId = UUID.randomUUID();
        private final UUID ticketId = UUID.randomUUID();
        private final Map<String, Object> payload = new LinkedHashMap<>();

        private Generation(UUID program, UUID customer) {
            payload.put("actionId", actionId);
            payload.put("ticketId", ticketId);
            payload.put("programId", program);
            payload.put("customerId", customer);
            payload.put("companyId", customer);
            payload.put("requestedBy", Map.of("sub", "agent-user", "name", "Test agent-user"));
        }

        public static Generation of(UUID program, UUID customer) {
            return new Generation(program, customer);
        }

        public UUID actionId() {
            return actionId;
        }

        public UUID ticketId() {
            return ticketId;
        }

        public Generation send() {
            KAFKA.send(Outgoing.command("generate-coupon", ticketId, actionId, payload));
            return this;
        }

        public Message generated() {
            return KAFKA.awaitOfAction("coupon-generated", actionId);
        }

        /** The code of the rule that it broke. */
        public String rejection() {
            return KAFKA.awaitOfAction("coupon-generation-rejected", actionId).text("/code");
        }
    }
}
