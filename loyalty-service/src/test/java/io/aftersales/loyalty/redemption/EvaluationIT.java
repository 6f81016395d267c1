package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.MovableClock;
import io.aftersales.loyalty.Shop;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.loyalty.Shop.codeFor;
import static io.aftersales.loyalty.Shop.couponOf;
import static io.aftersales.loyalty.Shop.created;
import static io.aftersales.loyalty.Shop.euros;
import static io.aftersales.loyalty.Shop.fixed;
import static io.aftersales.loyalty.Shop.free;
import static io.aftersales.loyalty.Shop.line;
import static io.aftersales.loyalty.Shop.of;
import static io.aftersales.loyalty.Shop.order;
import static io.aftersales.loyalty.Shop.percent;
import static io.aftersales.loyalty.Shop.program;
import static io.aftersales.loyalty.Shop.taxed;
import static io.aftersales.loyalty.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** The worked examples of the product, and every refusal in its order: what is found out, and what is then done. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class EvaluationIT {

    private static final UUID LAMP = UUID.randomUUID();
    private static final UUID BULB = UUID.randomUUID();

    @AfterEach
    void backToNow() {
        MovableClock.reset();
    }

    @Test
    void tenPercentOf200WithTax() {
        String code = codeFor(percent(10));
        UUID vat = UUID.randomUUID();
        Map<String, Object> order = order(code, with(taxed("15", line("1", "200.00")), "taxIds", List.of(vat)));

        JsonPath found = gives(order, "207.00");

        assertThat(found.getList("lines")).hasSize(1);
        assertThat(found.getString("lines[0].net")).isEqualTo("-20.00");
        assertThat(found.getString("lines[0].tax")).isEqualTo("-3.00");
        assertThat(found.getList("lines[0].taxIds")).containsExactly(vat.toString());
        assertThat(found.getMap("discount")).isEqualTo(euros("-23.00"));
    }

    @Test
    void aFixedAmountWithTaxIncluded() {
        gives(order(codeFor(fixed("20.00")), taxed("15", line("1", "100.00"))), "95.00");
    }

    @Test
    void aFixedAmountThatIsMoreThanTheOrder() {
        gives(order(codeFor(fixed("500.00")), taxed("15", line("1", "100.00"))), "0.00");
    }

    @Test
    void aPercentageWithAMaximum() {
        gives(order(codeFor(with(percent(50), "maximum", euros("30.00"))), line("1", "100.00")), "70.00");
    }

    @Test
    void halfOfTheCheapest() {
        String code = codeFor(with(percent(50), "on", "cheapest-line"));

        JsonPath found = gives(order(code, line("2", "100.00"), line("3", "10.00")), "225.00");

        assertThat(found.getMap("discount")).isEqualTo(euros("-5.00"));
    }

    @Test
    void aFreeProduct() {
        gives(order(codeFor(free(BULB)), of(BULB, line("2", "10.00")), of(LAMP, line("1", "100.00"))), "110.00");
    }

    @Test
    void aPercentageOnGivenProducts() {
        String code = codeFor(with(percent(10), "on", "products", "productIds", List.of(LAMP)));

        gives(order(code, of(BULB, line("2", "10.00")), of(LAMP, line("1", "100.00"))), "110.00");
    }

    @Test
    void aCodeIsTakenHoweverItIsTyped() {
        String code = codeFor(percent(10));

        gives(order(" " + code.toLowerCase().replace("-", " "), line("1", "10.00")), "9.00");
    }

    @Test
    void refusesAnUnknownCode() {
        refused(order("ABCDE-FGHJK-MNPQR", line("1", "10.00")), 422, "unknown-coupon");
        refused(order("no code at all", line("1", "10.00")), 422, "unknown-coupon");
    }

    @Test
    void refusesAUsedCoupon() {
        Map<String, Object> order = order(codeFor(percent(10)), line("1", "10.00"));
        Shop.redeem(order).statusCode(201);

        refused(order, 409, "coupon-used");
    }

    @Test
    void refusesACancelledCoupon() {
        JsonPath coupon = couponOf(created(program(percent(10))));
        Shop.cancel(Shop.id(coupon)).statusCode(200).body("state", equalTo("cancelled"));

        refused(order(coupon.getString("code"), line("1", "10.00")), 409, "coupon-cancelled");
    }

    @Test
    void refusesACouponAfterItsLastDay() {
        String code = codeFor(percent(10), "validityDays", 30);

        MovableClock.moveAhead(Duration.ofDays(32));

        refused(order(code, line("1", "10.00")), 409, "coupon-expired");
    }

    @Test
    void refusesACouponWhileItsProgramIsArchived() {
        UUID program = created(program(percent(10)));
        String code = couponOf(program).getString("code");

        Shop.edit(program, Map.of("active", false)).statusCode(200);
        refused(order(code, line("1", "10.00")), 409, "program-closed");

        Shop.edit(program, Map.of("active", true)).statusCode(200);
        gives(order(code, line("1", "10.00")), "9.00");
    }

    @Test
    void refusesACustomerOfAnotherCompany() {
        UUID company = Shop.customer();
        String code =
                couponOf(created(program(percent(10))), Shop.contactOf(company)).getString("code");
        Map<String, Object> order = order(code, line("1", "10.00"));

        refused(with(order, "customerId", Shop.customer()), 422, "other-customer");
        refused(order, 422, "other-customer");
        gives(with(order, "customerId", company), "9.00");
    }

    @Test
    void takesACustomersCouponsAlongToItsNewCompany() {
        UUID customer = Shop.customer();
        String code = couponOf(created(program(percent(10))), customer).getString("code");
        UUID company = Shop.customer();

        Shop.tellCustomer(customer, company, 2);

        Map<String, Object> order = with(order(code, line("1", "10.00")), "customerId", Shop.contactOf(company));
        await().untilAsserted(() -> Shop.evaluate(order).statusCode(200));
    }

    @Test
    void refusesWhatIsWorthLessThanTheMinimum() {
        String code = codeFor(percent(10), "minimumAmount", euros("100.00"));
        refused(order(code, taxed("15", line("1", "99.99"))), 422, "minimum-amount");
        gives(order(code, line("1", "100.00")), "90.00");

        String withTax = codeFor(percent(10), "minimumAmount", euros("115.00"), "minimumIncludesTax", true);
        refused(order(withTax, taxed("15", line("1", "99.99"))), 422, "minimum-amount");
        gives(order(withTax, taxed("15", line("1", "100.00"))), "103.50");
    }

    @Test
    void refusesFewerThanTheMinimumQuantityOfEligibleProducts() {
        String code = codeFor(percent(10), "minimumQuantity", 3, "eligibleProductIds", List.of(LAMP, BULB));

        refused(order(code, of(LAMP, line("2", "10.00")), line("5", "1.00")), 422, "minimum-quantity");
        gives(order(code, of(LAMP, line("2", "10.00")), of(BULB, line("1", "10.00"))), "27.00");
    }

    @Test
    void refusesAnOrderWithoutTheRewardsProduct() {
        refused(order(codeFor(free(BULB)), of(LAMP, line("1", "100.00"))), 422, "product-missing");
    }

    @Test
    void refusesAnotherCurrency() {
        Map<String, Object> order = with(order(codeFor(percent(10)), line("1", "10.00")), "currency", "USD");

        refused(order, 422, "currency-mismatch");
    }

    /** Everything that can be wrong is; it is mended from the first reason to the last. */
    @Test
    void givesTheFirstReasonThatApplies() {
        UUID company = Shop.customer();
        UUID program = created(program(
                free(BULB),
                "validityDays",
                30,
                "minimumAmount",
                euros("50.00"),
                "minimumQuantity",
                2,
                "eligibleProductIds",
                List.of(LAMP)));
        String code = couponOf(program, company).getString("code");
        Shop.edit(program, Map.of("active", false)).statusCode(200);
        Map<String, Object> nothingRight = order(code, of(LAMP, line("1", "10.00")));

        MovableClock.moveAhead(Duration.ofDays(31));
        refused(nothingRight, 409, "coupon-expired");
        MovableClock.reset();
        String another = couponOfActive(program, company);
        Map<String, Object> order = order(another, of(LAMP, line("1", "10.00")));
        refused(order, 409, "program-closed");
        Shop.edit(program, Map.of("active", true)).statusCode(200);
        refused(order, 422, "other-customer");
        order = with(order, "customerId", company);
        refused(order, 422, "minimum-amount");
        order = with(order, "lines", List.of(of(LAMP, line("1", "60.00"))));
        refused(order, 422, "minimum-quantity");
        order = with(order, "lines", List.of(of(LAMP, line("2", "60.00"))));
        refused(order, 422, "product-missing");
        order = with(order, "lines", List.of(of(LAMP, line("2", "60.00")), of(BULB, line("1", "5.00"))));
        gives(order, "120.00");
        JsonPath cancelled = couponOf(program, company);
        Shop.cancel(Shop.id(cancelled)).statusCode(200);
        Shop.edit(program, Map.of("active", false)).statusCode(200);
        MovableClock.moveAhead(Duration.ofDays(31));
        refused(order, 409, "coupon-used");
        refused(with(nothingRight, "code", cancelled.getString("code")), 409, "coupon-cancelled");
    }

    private static String couponOfActive(UUID program, UUID customer) {
        Shop.edit(program, Map.of("active", true)).statusCode(200);
        String code = couponOf(program, customer).getString("code");
        Shop.edit(program, Map.of("active", false)).statusCode(200);
        return code;
    }

    @Test
    void refusesWhatIsNoOrder() {
        String code = codeFor(percent(10));

        invalid(order(code, line("0", "10.00")), "lines[0].quantity");
        invalid(order(code, line("1", "100000000.01")), "lines[0].unitPrice");
        invalid(order(code, taxed("-1", line("1", "1"))), "lines[0].taxRate");
        invalid(order(code), "lines");
        invalid(with(order(code, line("1", "1")), "currency", "EURO"), "currency");
        invalid(order(code, line("1000000", "100000000")), "lines");
        refused(with(order(code, line("1", "1")), "customerId", UUID.randomUUID()), 422, "unknown-customer");
    }

    @Test
    void refusesMoreThanAThousandLines() {
        String code = codeFor(percent(10));
        List<Map<String, Object>> thousand = Collections.nCopies(1_000, line("1", "1.00"));
        List<Map<String, Object>> oneMore = Collections.nCopies(1_001, line("1", "1.00"));
        Map<String, Object> order = with(order(code), "lines", oneMore);

        refused(order, 422, "too-many-lines");
        gives(with(order, "lines", thousand), "900.00");
    }

    /** The same for an evaluation, which changes nothing, and then for a redemption. */
    private static JsonPath gives(Map<String, ?> order, String total) {
        Shop.evaluate(order).statusCode(200).body("discount.total", equalTo(euros(total)));
        ValidatableResponse redeemed = Shop.redeem(order).statusCode(201);
        redeemed.body("discount.total", equalTo(euros(total)));
        return redeemed.extract().jsonPath().setRootPath("discount");
    }

    private static void refused(Map<String, ?> order, int status, String code) {
        Shop.evaluate(order).statusCode(status).body("code", equalTo(code));
        Shop.redeem(order).statusCode(status).body("code", equalTo(code));
    }

    private static void invalid(Map<String, ?> order, String field) {
        Shop.evaluate(order)
                .statusCode(422)
                .body("code", equalTo("invalid-request"))
                .body("violations[0].field", equalTo(field));
        Rest.as(Shop.MANAGER)
                .body(with(order, "orderReference", "SO-1"))
                .post("/coupon-redemptions")
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo(field));
    }
}
