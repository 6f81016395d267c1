package io.aftersales.loyalty;

import io.aftersales.loyalty.Shop.Generation;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.access.AccessMatrix;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static io.aftersales.loyalty.Shop.couponOf;
import static io.aftersales.loyalty.Shop.created;
import static io.aftersales.loyalty.Shop.line;
import static io.aftersales.loyalty.Shop.order;
import static io.aftersales.loyalty.Shop.percent;
import static io.aftersales.loyalty.Shop.program;
import static io.aftersales.loyalty.Shop.with;

/** Who may do what: access-matrix.csv, called line by line in every role. */
@QuarkusTest
@WithInfrastructure
class AccessIT {

    @TestFactory
    Stream<DynamicTest> everyRoleReachesWhatTheMatrixSays() {
        UUID program = created(program(percent(10)));
        UUID withoutTicket = Shop.id(couponOf(program));
        UUID ofTicket = UUID.fromString(
                Generation.of(program, Shop.customer()).send().generated().text("/couponId"));
        return AccessMatrix.read()
                .id("/admin/{service}", () -> "loyalty")
                .id("/coupon-programs/{id}", () -> program)
                .id("of a ticket", "/coupons/{id}", () -> ofTicket)
                .id("no ticket", "/coupons/{id}", () -> withoutTicket)
                .id("/coupon-redemptions/{id}", () -> redemptionOf(program))
                .body("POST /coupon-programs", () -> program(percent(10)))
                .body("POST /coupons", () -> Map.of("programId", program))
                .body("POST /coupon-evaluations", () -> anOrder(program))
                .body("POST /coupon-redemptions", () -> with(anOrder(program), "orderReference", "SO-1"))
                .tests();
    }

    private static Map<String, Object> anOrder(UUID program) {
        return order(couponOf(program).getString("code"), line("1", "10.00"));
    }

    private static UUID redemptionOf(UUID program) {
        return Shop.id(Shop.redeem(anOrder(program)).statusCode(201));
    }
}
