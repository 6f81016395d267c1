package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Coupon programs, coupons and their use. Loyalty knows products and taxes by the ids only that it is told. */
final class LoyaltyEntries extends Entries {

    private final Caller loyalty;

    LoyaltyEntries(RunningSuite suite, Desk desk) {
        super(suite, desk);
        this.loyalty = suite.as("lola");
    }

    @Override
    void enter() {
        programs();
        coupons();
        orders();
    }

    /** Adds a program of 10 % without any rule. */
    static String program(Caller loyalty, String name) {
        Map<String, ?> program = Map.of("name", name, "reward", Map.of("kind", "percentage", "percentage", 10));
        return Awaitility.await("a program in the company's currency")
                .until(() -> loyalty.post("coupon-programs", program), answer -> answer.status() == 201)
                .at("/id");
    }

    private void programs() {
        Map<String, Object> form = new LinkedHashMap<>(Map.of(
                "name", "Autumn",
                "active", true,
                "currency", "EUR",
                "timeZone", "Europe/Berlin",
                "validityDays", 30,
                "validFrom", "2026-09-01",
                "validUntil", "2026-11-30",
                "minimumIncludesTax", true,
                "minimumQuantity", 2));
        form.put("minimumAmount", euros("20.00"));
        form.put("eligibleProductIds", List.of(UUID.randomUUID()));
        form.put(
                "reward",
                Map.of(
                        "kind",
                        "percentage",
                        "percentage",
                        10,
                        "maximum",
                        euros("5.00"),
                        "on",
                        "products",
                        "productIds",
                        List.of(UUID.randomUUID())));
        add(program(Endpoint.of("POST /coupon-programs", loyalty, "coupon-programs", form)
                .or("validityDays", 60)));
        String changed = "coupon-programs/" + program(loyalty, "Winter");
        add(program(Endpoint.of("PATCH /coupon-programs/{id}", loyalty, changed, form)
                .at(loyalty.get(changed).etag())));
    }

    /** What is wrong with rewards of the other kinds, and with rules that contradict each other. */
    private static Endpoint program(Endpoint right) {
        return right.unasked("eligibleProductIds", "productIds")
                .but("reward", Map.of("kind", "percentage", "percentage", 101), "invalid-request")
                .but("reward", Map.of("kind", "fixed-amount", "amount", euros("-1.00")), "invalid-request")
                .but("reward", Map.of("kind", "fixed-amount", "amount", euros("0.001")), "invalid-request")
                .but("reward", Map.of("kind", "free-product"), "invalid-request")
                .but(
                        "reward",
                        Map.of("kind", "free-product", "productId", UUID.randomUUID(), "quantity", -1),
                        "invalid-request")
                .but("minimumAmount", Map.of("amount", "20.00", "currency", "USD"), "currency-mismatch")
                .but("timeZone", "Europe/Nowhere", "invalid-request")
                .but("validUntil", "2026-08-31", "invalid-request");
    }

    private void coupons() {
        String program = program(loyalty, "Thank you");
        String archived = program(loyalty, "Long ago");
        String path = "coupon-programs/" + archived;
        loyalty.patch(path, loyalty.get(path).etag(), Map.of("active", false)).expect(200);
        add(Endpoint.of(
                        "POST /coupons",
                        loyalty,
                        "coupons",
                        Map.of("programId", program, "customerId", desk.customer("Cleo Example")))
                .or("programId", program(loyalty, "Thank you again"))
                .but("programId", archived, "program-archived"));
        String cancelled = "coupons/" + coupon(program, desk.customer("Carl Example"), "/id");
        add(Endpoint.of("POST /coupons/{id}/cancel", loyalty, cancelled + "/cancel", null)
                .at(loyalty.get(cancelled).etag()));
    }

    private void orders() {
        String program = program(loyalty, "For orders");
        String customer = desk.customer("Olive Example");
        Map<String, Object> order = new LinkedHashMap<>(Map.of(
                "code",
                coupon(program, customer, "/code"),
                "customerId",
                customer,
                "currency",
                "EUR",
                "lines",
                List.of(Map.of(
                        "productId",
                        UUID.randomUUID(),
                        "quantity",
                        2,
                        "unitPrice",
                        "100.00",
                        "taxRate",
                        15,
                        "taxIds",
                        List.of(desk.taxId())))));
        String stranger = desk.customer("Stranger");
        add(Endpoint.of("POST /coupon-evaluations", agent, "coupon-evaluations", order)
                .unasked("productId", "taxIds")
                .but("customerId", stranger, "other-customer")
                .but("currency", "USD", "currency-mismatch"));
        Map<String, Object> redemption = new LinkedHashMap<>(order);
        redemption.put("orderReference", "SO-1");
        add(Endpoint.of("POST /coupon-redemptions", loyalty, "coupon-redemptions", redemption)
                .or("orderReference", "SO-2")
                .unasked("productId", "taxIds")
                .but("customerId", stranger, "other-customer")
                .but("currency", "USD", "currency-mismatch"));
    }

    private String coupon(String program, String customer, String field) {
        Map<String, ?> request = Map.of("programId", program, "customerId", customer);
        return Awaitility.await("a coupon for a customer that loyalty has heard of")
                .until(() -> loyalty.post("coupons", request), answer -> answer.status() == 201)
                .at(field);
    }

    private static Map<String, String> euros(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }
}
