package io.aftersales.loyalty.program;

import io.aftersales.loyalty.Shop;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.loyalty.Shop.created;
import static io.aftersales.loyalty.Shop.euros;
import static io.aftersales.loyalty.Shop.fixed;
import static io.aftersales.loyalty.Shop.free;
import static io.aftersales.loyalty.Shop.percent;
import static io.aftersales.loyalty.Shop.program;
import static io.aftersales.loyalty.Shop.with;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class ProgramIT {

    private static final Map<String, String> DOLLARS = Map.of("amount", "1.00", "currency", "USD");

    @Test
    void startsWithTheCompanysCurrencyAndTimeZone() {
        Shop.create(program(percent(10)))
                .statusCode(201)
                .body("currency", equalTo("EUR"))
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("active", equalTo(true))
                .body("validityDays", equalTo(0))
                .body("minimumQuantity", equalTo(1))
                .body("minimumAmount", equalTo(euros("0.00")))
                .body("rewardText", equalTo("10 % off the order"));
    }

    @Test
    void saysItsRewardInWords() {
        Shop.create(program(with(percent(50), "maximum", euros("30"), "on", "cheapest-line")))
                .body("rewardText", equalTo("50 % off the cheapest product, at most 30.00 EUR"));
        Shop.create(program(fixed("20"))).body("rewardText", equalTo("20.00 EUR off the order"));
        Shop.create(program(free(UUID.randomUUID()))).body("rewardText", equalTo("1 free of charge"));
    }

    @Test
    void refusesWhatIsNoReward() {
        invalid(program(percent(0)), "reward.percentage");
        invalid(program(percent(101)), "reward.percentage");
        invalid(program(percent(-1)), "reward.percentage");
        invalid(program(Map.of("kind", "percentage")), "reward.percentage");
        invalid(program(fixed("0")), "reward.amount");
        invalid(program(fixed("-1")), "reward.amount");
        invalid(program(fixed("1.001")), "reward.amount");
        invalid(program(with(fixed("1"), "percentage", 10)), "reward.percentage");
        invalid(program(with(percent(10), "productId", UUID.randomUUID())), "reward.productId");
        invalid(program(with(percent(10), "on", "products")), "reward.productIds");
        invalid(program(with(percent(10), "productIds", List.of(UUID.randomUUID()))), "reward.productIds");
        invalid(program(Map.of("kind", "free-product")), "reward.productId");
        invalid(program(with(free(UUID.randomUUID()), "quantity", 0)), "reward.quantity");
        Shop.create(program(Map.of("kind", "two-for-one"))).statusCode(400).body("code", equalTo("malformed-request"));
    }

    @Test
    void refusesRulesThatNoOrderCanMeet() {
        invalid(program(percent(10), "minimumQuantity", 0), "minimumQuantity");
        invalid(program(percent(10), "minimumAmount", euros("-0.01")), "minimumAmount");
        invalid(program(percent(10), "validFrom", "2026-11-02", "validUntil", "2026-11-01"), "validUntil");
        invalid(program(percent(10), "validFrom", "0026-11-02"), "validFrom");
        invalid(program(percent(10), "validityDays", -1), "validityDays");
        invalid(program(percent(10), "currency", "EURO"), "currency");
        invalid(program(percent(10), "timeZone", "Berlin"), "timeZone");
        invalid(
                program(percent(10), "eligibleProductIds", Collections.nCopies(201, UUID.randomUUID())),
                "eligibleProductIds");
        invalid(with(program(percent(10)), "name", " "), "name");
    }

    @Test
    void refusesAmountsInAnotherCurrency() {
        for (Map<String, Object> mixed : List.of(
                program(percent(10), "minimumAmount", DOLLARS),
                program(with(percent(10), "maximum", DOLLARS)),
                program(Map.of("kind", "fixed-amount", "amount", DOLLARS)))) {
            Shop.create(mixed).statusCode(422).body("code", equalTo("currency-mismatch"));
        }
        Shop.create(program(Map.of("kind", "fixed-amount", "amount", DOLLARS), "currency", "USD"))
                .statusCode(201);
    }

    @Test
    void isChangedByAMergePatchAtItsPresentVersion() {
        UUID program = created(program(with(percent(10), "maximum", euros("5")), "validUntil", "2030-01-01"));
        Map<String, Object> fixedInstead = new HashMap<>(fixed("3"));
        fixedInstead.put("percentage", null);
        fixedInstead.put("maximum", null);
        Map<String, Object> changes = new HashMap<>(Map.of("name", "Better", "reward", fixedInstead));
        changes.put("validUntil", null);

        Shop.edit(program, changes)
                .statusCode(200)
                .body("name", equalTo("Better"))
                .body("rewardText", equalTo("3.00 EUR off the order"))
                .body("validUntil", nullValue());

        Rest.as(Shop.MANAGER)
                .contentType(Rest.MERGE_PATCH)
                .body(changes)
                .patch("/coupon-programs/{id}", program)
                .then()
                .statusCode(428);
        Shop.edit(program, Map.of("reward", percent(10))).statusCode(422);
    }

    @Test
    void isDeletedOnlyWhileItHasNoCoupons() {
        UUID unused = created(program(percent(10)));
        UUID used = created(program(percent(10)));
        Shop.couponOf(used);

        Rest.as(Shop.MANAGER).delete("/coupon-programs/{id}", unused).then().statusCode(204);
        Rest.as(Shop.MANAGER)
                .delete("/coupon-programs/{id}", used)
                .then()
                .statusCode(409)
                .body("code", equalTo("program-has-coupons"));

        Rest.as(Shop.AGENT).get("/coupon-programs/{id}", unused).then().statusCode(404);
        Rest.as(Shop.AGENT)
                .queryParam("active", true)
                .get("/coupon-programs")
                .then()
                .body("items.id", hasItem(used.toString()));
    }

    private static void invalid(Map<String, ?> program, String field) {
        Shop.create(program)
                .statusCode(422)
                .body("code", equalTo("invalid-request"))
                .body("violations[0].field", equalTo(field));
    }
}
