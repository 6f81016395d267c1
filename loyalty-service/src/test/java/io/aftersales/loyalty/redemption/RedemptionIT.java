package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.Database;
import io.aftersales.loyalty.MovableClock;
import io.aftersales.loyalty.Shop;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.aftersales.loyalty.Shop.couponOf;
import static io.aftersales.loyalty.Shop.created;
import static io.aftersales.loyalty.Shop.euros;
import static io.aftersales.loyalty.Shop.line;
import static io.aftersales.loyalty.Shop.order;
import static io.aftersales.loyalty.Shop.percent;
import static io.aftersales.loyalty.Shop.program;
import static io.aftersales.loyalty.Shop.taxed;
import static io.aftersales.loyalty.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RedemptionIT {

    private static final int CALLERS = 200;

    private final KafkaProbe kafka = KafkaProbe.shared();

    @AfterEach
    void backToNow() {
        MovableClock.reset();
    }

    @Test
    void usesTheCouponUpForItsOrderAndTellsSoWithoutItsCode() {
        JsonPath coupon = couponOf(created(program(percent(10))));
        Map<String, Object> order = order(coupon.getString("code"), taxed("15", line("1", "100.00")));

        UUID redemption = Shop.id(Shop.redeem(order).statusCode(201));

        JsonPath used = Shop.coupon(Shop.id(coupon));
        assertThat(used.getString("state")).isEqualTo("used");
        assertThat(used.getString("redemption.redemptionId")).isEqualTo(redemption.toString());
        assertThat(used.getMap("redemption.discount")).isEqualTo(euros("11.50"));
        Message told = kafka.await("coupon-redeemed", Shop.id(coupon));
        assertThat(told.sequence()).isEqualTo(2);
        assertThat(told.text("/redemption/discount/amount")).isEqualTo("11.50");
        assertThat(told.text("/code")).isNull();
        Rest.as(Shop.MANAGER)
                .get("/coupon-redemptions/{id}", redemption)
                .then()
                .statusCode(200)
                .body("discount.total", equalTo(euros("103.50")))
                .body("discount.lines[0].tax", equalTo("-1.50"));
    }

    @Test
    void aRepeatWithTheSameKeyIsTheSameRedemption() {
        String code = couponOf(created(program(percent(10)))).getString("code");
        Map<String, Object> order = with(order(code, line("1", "10.00")), "orderReference", "SO-1");
        String key = Rest.newKey();

        List<UUID> redemptions = IntStream.range(0, 2)
                .mapToObj(i -> Shop.id(Rest.as(Shop.MANAGER)
                        .header("Idempotency-Key", key)
                        .body(order)
                        .post("/coupon-redemptions")
                        .then()
                        .statusCode(201)))
                .toList();

        assertThat(redemptions.get(0)).isEqualTo(redemptions.get(1));
    }

    @Test
    void ofTwoHundredConcurrentRedemptionsOfOneCodeOneWins() {
        JsonPath coupon = couponOf(created(program(percent(10))));
        Map<String, Object> order = order(coupon.getString("code"), line("1", "10.00"));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<String> answers;
        try {
            List<CompletableFuture<String>> running = IntStream.range(0, CALLERS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> outcome(order), callers))
                    .toList();
            answers = running.stream().map(CompletableFuture::join).toList();
        } finally {
            callers.shutdown();
        }

        Map<String, Long> counted =
                answers.stream().collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
        System.out.printf("%d concurrent redemptions of one code: %s%n", CALLERS, counted);
        assertThat(counted).isEqualTo(Map.of("201 won", 1L, "409 coupon-used", CALLERS - 1L));
        assertThat(Database.text("select count(*) from coupon_redemption where coupon_id = '%s'"
                        .formatted(coupon.getString("id"))))
                .isEqualTo("1");
        kafka.await("coupon-redeemed", Shop.id(coupon));
    }

    private static String outcome(Map<String, ?> order) {
        ExtractableResponse<Response> response = Shop.redeem(order).extract();
        String code = response.path("code");
        return response.statusCode() + " " + (code == null ? "won" : code);
    }

    @Test
    void theDatabaseHoldsThatACouponIsUsedOnce() {
        JsonPath coupon = couponOf(created(program(percent(10))));
        Shop.redeem(order(coupon.getString("code"), line("1", "10.00"))).statusCode(201);

        assertThat(Database.refusalOf("""
                insert into coupon_redemption
                select gen_random_uuid(), coupon_id, 'another', customer_id, currency, order_net, order_tax, discount,
                    redeemed_sub, redeemed_name, redeemed_at
                from coupon_redemption where coupon_id = '%s'""".formatted(coupon.getString("id")))).isEqualTo("23505");
        assertThat(Database.refusalOf(
                        "update coupon set state = 'VALID' where id = '%s'".formatted(coupon.getString("id"))))
                .isEqualTo("23514");
    }

    @Test
    void releasingTheOrderGivesTheCouponBack() {
        JsonPath coupon = couponOf(created(program(percent(10))));
        UUID id = Shop.id(coupon);
        Map<String, Object> order = order(coupon.getString("code"), line("1", "10.00"));
        UUID redemption = Shop.id(Shop.redeem(order).statusCode(201));

        Shop.release(redemption).statusCode(204);

        assertThat(Shop.coupon(id).getString("state")).isEqualTo("valid");
        assertThat(Shop.coupon(id).getString("redemption")).isNull();
        Message released = kafka.await("coupon-released", id);
        assertThat(released.sequence()).isEqualTo(3);
        assertThat(released.text("/state")).isEqualTo("valid");
        assertThat(released.text("/code")).isNull();
        Shop.release(redemption).statusCode(404);
        Rest.as(Shop.MANAGER).get("/coupon-redemptions/{id}", redemption).then().statusCode(404);
        Shop.redeem(order).statusCode(201);
    }

    @Test
    void aCouponThatIsGivenBackAfterItsLastDayIsExpired() {
        JsonPath coupon = couponOf(created(program(percent(10), "validityDays", 1)));
        UUID redemption = Shop.id(
                Shop.redeem(order(coupon.getString("code"), line("1", "10.00"))).statusCode(201));

        MovableClock.moveAhead(Duration.ofDays(3));
        Shop.release(redemption).statusCode(204);

        assertThat(Shop.coupon(Shop.id(coupon)).getString("state")).isEqualTo("expired");
        assertThat(kafka.await("coupon-released", Shop.id(coupon)).text("/state"))
                .isEqualTo("expired");
    }

    @Test
    void anArchivedProgramHoldsUpNoRelease() {
        UUID program = created(program(percent(10)));
        JsonPath coupon = couponOf(program);
        UUID redemption = Shop.id(
                Shop.redeem(order(coupon.getString("code"), line("1", "10.00"))).statusCode(201));
        Shop.edit(program, Map.of("active", false)).statusCode(200).body("active", equalTo(false));

        Shop.release(redemption).statusCode(204);

        Rest.as(Shop.MANAGER)
                .get("/coupons/{id}", Shop.id(coupon))
                .then()
                .body("state", equalTo("valid"))
                .body("redemption", nullValue());
    }
}
