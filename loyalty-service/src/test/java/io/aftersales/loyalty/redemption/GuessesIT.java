package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.MovableClock;
import io.aftersales.loyalty.Shop;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.loyalty.Shop.codeFor;
import static io.aftersales.loyalty.Shop.line;
import static io.aftersales.loyalty.Shop.order;
import static io.aftersales.loyalty.Shop.percent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

/** Guessing is slow: the misses of a caller are counted. */
@QuarkusTest
@WithInfrastructure
class GuessesIT {

    private static final int MOST = 30;

    private final TestUser guesser = TestUser.named("guesser-" + UUID.randomUUID(), "loyalty-manager");
    private Map<String, Object> order;
    private final Map<String, Object> wrong = order("ABCDE-FGHJK-MNPQR", line("1", "10.00"));

    @BeforeEach
    void aRealCoupon() {
        order = order(codeFor(percent(10)), line("1", "10.00"));
    }

    @AfterEach
    void backToNow() {
        MovableClock.reset();
    }

    @Test
    void whoTriesTooManyUnknownCodesIsRefusedForAWhileAndNobodyElseIs() {
        for (int i = 0; i < MOST; i++) {
            evaluate(guesser, wrong, 422, "unknown-coupon");
        }

        String wait = evaluate(guesser, order, 429, "too-many-requests")
                .header("Retry-After", matchesPattern("\\d+"))
                .extract()
                .header("Retry-After");
        assertThat(Integer.parseInt(wait)).isBetween(8 * 60, 10 * 60);
        Shop.redeem(guesser, order).statusCode(429).body("code", equalTo("too-many-requests"));
        Shop.evaluate(order).statusCode(200);

        MovableClock.moveAhead(Duration.ofSeconds(Integer.parseInt(wait)));
        Shop.redeem(guesser, order).statusCode(201);
    }

    @Test
    void whoKnowsTheCodesMayTryAsManyAsTheyLike() {
        for (int i = 0; i < MOST + 1; i++) {
            Rest.as(guesser).body(order).post("/coupon-evaluations").then().statusCode(200);
        }
    }

    private static ValidatableResponse evaluate(TestUser by, Map<String, ?> order, int status, String code) {
        return Rest.as(by)
                .body(order)
                .post("/coupon-evaluations")
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }
}
