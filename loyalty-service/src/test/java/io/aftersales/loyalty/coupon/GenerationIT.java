package io.aftersales.loyalty.coupon;

import io.aftersales.loyalty.Database;
import io.aftersales.loyalty.MovableClock;
import io.aftersales.loyalty.Shop;
import io.aftersales.loyalty.Shop.Generation;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import static io.aftersales.loyalty.Shop.couponOf;
import static io.aftersales.loyalty.Shop.created;
import static io.aftersales.loyalty.Shop.euros;
import static io.aftersales.loyalty.Shop.line;
import static io.aftersales.loyalty.Shop.order;
import static io.aftersales.loyalty.Shop.percent;
import static io.aftersales.loyalty.Shop.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Coupons for tickets, and what becomes of those that nobody uses. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class GenerationIT {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Inject
    CouponExpiry expiry;

    @AfterEach
    void backToNow() {
        MovableClock.reset();
    }

    @Test
    void generatesACouponForATicketAndAnswersWithItsCode() {
        UUID program = created(
                program(percent(10), "validityDays", 30, "minimumAmount", euros("50.00"), "minimumQuantity", 2));
        UUID customer = Shop.customer();
        Generation asked = Generation.of(program, customer).send();

        Message generated = asked.generated();

        LocalDate today = LocalDate.now(BERLIN);
        assertThat(generated.sequence()).isEqualTo(1);
        assertThat(generated.text("/code")).matches("[2-9A-HJKMNP-Z]{5}(-[2-9A-HJKMNP-Z]{5}){2}");
        assertThat(generated.text("/state")).isEqualTo("valid");
        assertThat(generated.text("/createdOn")).isEqualTo(today.toString());
        assertThat(generated.text("/expiresOn")).isEqualTo(today.plusDays(30).toString());
        assertThat(generated.text("/rewardText")).isEqualTo("10 % off the order");
        assertThat(generated.text("/minimumAmount/amount")).isEqualTo("50.00");
        assertThat(generated.text("/customerId")).isEqualTo(customer.toString());
        assertThat(generated.text("/ticketId")).isEqualTo(asked.ticketId().toString());
        assertThat(generated.text("/changedBy/sub")).isEqualTo("agent-user");
        Rest.as(Shop.AGENT)
                .queryParam("ticketId", asked.ticketId())
                .get("/coupons")
                .then()
                .statusCode(200)
                .body("items.code", equalTo(List.of(generated.text("/code"))));
    }

    @Test
    void answersEveryOneOfABatch() {
        UUID program = created(program(percent(10)));
        UUID customer = Shop.customer();
        List<Generation> asked = IntStream.range(0, 100)
                .mapToObj(i -> Generation.of(program, customer).send())
                .toList();

        assertThat(asked.stream().map(one -> one.generated().text("/code")).distinct())
                .hasSize(100);
    }

    @Test
    void rejectsWhatTheProgramDoesNotAllow() {
        UUID customer = Shop.customer();
        UUID archived = created(program(percent(10), "active", false));
        LocalDate today = LocalDate.now(BERLIN);
        UUID over =
                created(program(percent(10), "validUntil", today.minusDays(1).toString()));
        UUID ahead = created(program(percent(10), "validFrom", today.plusDays(1).toString()));
        UUID lastDay = created(program(percent(10), "validFrom", today.toString(), "validUntil", today.toString()));

        assertThat(Generation.of(UUID.randomUUID(), customer).send().rejection())
                .isEqualTo("unknown-program");
        assertThat(Generation.of(archived, customer).send().rejection()).isEqualTo("program-archived");
        assertThat(Generation.of(over, customer).send().rejection()).isEqualTo("program-out-of-period");
        assertThat(Generation.of(ahead, customer).send().rejection()).isEqualTo("program-out-of-period");
        assertThat(Generation.of(lastDay, customer).send().generated().text("/state"))
                .isEqualTo("valid");
    }

    @Test
    void aCouponKeepsTheTermsThatItWasGivenWith() {
        UUID program = created(program(percent(10), "validityDays", 30));
        JsonPath coupon = couponOf(program);

        Shop.edit(program, Map.of("reward", percent(90), "validityDays", 0, "minimumAmount", euros("999.00")))
                .statusCode(200);

        Shop.evaluate(order(coupon.getString("code"), line("1", "10.00")))
                .statusCode(200)
                .body("discount.total", equalTo(euros("9.00")));
        assertThat(Shop.coupon(Shop.id(coupon)).getString("expiresOn")).isNotNull();
        assertThat(Database.refusalOf(
                        "update coupon set reward_percentage = 90 where id = '%s'".formatted(coupon.getString("id"))))
                .isEqualTo("23001");
    }

    @Test
    void aCouponIsUsableThroughItsLastDayInTheTimeZoneOfItsProgram() {
        // Kiritimati is fourteen hours ahead of UTC, Niue eleven behind: their days are over at different moments.
        JsonPath early = couponOf(created(program(percent(10), "validityDays", 1, "timeZone", "Pacific/Kiritimati")));
        JsonPath late = couponOf(created(program(percent(10), "validityDays", 1, "timeZone", "Pacific/Niue")));
        Duration untilOver = Duration.between(
                Instant.now(),
                LocalDate.parse(early.getString("expiresOn"))
                        .plusDays(1)
                        .atStartOfDay(ZoneId.of("Pacific/Kiritimati"))
                        .toInstant());

        MovableClock.moveAhead(untilOver.minusSeconds(60));
        Shop.evaluate(order(early.getString("code"), line("1", "1"))).statusCode(200);

        MovableClock.moveAhead(untilOver.plusSeconds(1));
        Message expired = kafka.await("coupon-expired", Shop.id(early));
        assertThat(expired.text("/state")).isEqualTo("expired");
        assertThat(expired.text("/code")).isNull();
        assertThat(expired.text("/changedBy/sub")).isNull();
        Shop.evaluate(order(early.getString("code"), line("1", "1")))
                .statusCode(409)
                .body("code", equalTo("coupon-expired"));
        assertThat(Shop.coupon(Shop.id(late)).getString("state")).isEqualTo("valid");
    }

    /** As many replicas do when their schedulers fire: more than a page of coupons, so that they meet in the middle of it. */
    @Test
    void replicasThatLookForPastCouponsAtOnceMakeEachExpireOnce() {
        UUID program = created(program(percent(10), "validityDays", 1));
        UUID customer = Shop.customer();
        List<Generation> asked = IntStream.range(0, 300)
                .mapToObj(i -> Generation.of(program, customer).send())
                .toList();
        asked.forEach(Generation::generated);
        Predicate<Message> ofProgram = message -> program.toString().equals(message.text("/programId"));

        MovableClock.moveAhead(Duration.ofDays(3));
        List<CompletableFuture<Integer>> replicas = IntStream.range(0, 4)
                .mapToObj(replica -> CompletableFuture.supplyAsync(this::expire))
                .toList();

        replicas.forEach(CompletableFuture::join);
        Awaitility.await("300 messages")
                .atMost(Duration.ofSeconds(60))
                .until(() -> kafka.differentOn("coupon-expired", ofProgram).size() >= 300);
        kafka.catchUp();
        assertThat(kafka.differentOn("coupon-expired", ofProgram))
                .hasSize(300)
                .extracting(Message::sequence)
                .containsOnly(2L);
        assertThat(Database.text(
                        "select count(*) from coupon where state = 'EXPIRED' and program_id = '%s'".formatted(program)))
                .isEqualTo("300");
    }

    private int expire() {
        try {
            return VertxContextSupport.subscribeAndAwait(expiry::expire);
        } catch (Throwable failure) {
            throw new CompletionException(failure);
        }
    }

    @Test
    void aCouponWithoutValidityNeverExpires() {
        JsonPath coupon = couponOf(created(program(percent(10))));

        MovableClock.moveAhead(Duration.ofDays(3650));

        assertThat(coupon.getString("expiresOn")).isNull();
        Shop.evaluate(order(coupon.getString("code"), line("1", "1"))).statusCode(200);
    }

    @Test
    void aCancelledCouponStaysAndTellsSo() {
        JsonPath coupon = couponOf(created(program(percent(10))));
        UUID id = Shop.id(coupon);

        Shop.cancel(id).statusCode(200).body("state", equalTo("cancelled"));

        Message told = kafka.await("coupon-cancelled", id);
        assertThat(told.sequence()).isEqualTo(2);
        assertThat(told.text("/changedBy/sub")).isEqualTo("loyalty-manager-user");
        Shop.cancel(id).statusCode(409).body("code", equalTo("coupon-cancelled"));
    }

    @Test
    void aUsedCouponIsNotCancelled() {
        JsonPath coupon = couponOf(created(program(percent(10))));
        Shop.redeem(order(coupon.getString("code"), line("1", "1"))).statusCode(201);

        Shop.cancel(Shop.id(coupon)).statusCode(409).body("code", equalTo("coupon-used"));
    }
}
