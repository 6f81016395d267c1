package io.aftersales.loyalty.coupon;

import io.aftersales.loyalty.Database;
import io.aftersales.loyalty.Shop;
import io.aftersales.loyalty.Shop.Generation;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import static io.aftersales.loyalty.Shop.couponOf;
import static io.aftersales.loyalty.Shop.created;
import static io.aftersales.loyalty.Shop.line;
import static io.aftersales.loyalty.Shop.order;
import static io.aftersales.loyalty.Shop.percent;
import static io.aftersales.loyalty.Shop.program;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever reads the log learns no code, whatever happened; the log is more talkative here than in life. */
@QuarkusTest
@WithInfrastructure
class LogIT {

    @Test
    void codesStayOutOfTheLog() throws IOException {
        UUID program = created(program(percent(10)));
        String generated =
                Generation.of(program, Shop.customer()).send().generated().text("/code");
        JsonPath coupon = couponOf(program);
        String used = coupon.getString("code");
        Shop.evaluate(order(used, line("1", "10.00"))).statusCode(200);
        Shop.redeem(order(used, line("1", "10.00"))).statusCode(201);
        Shop.redeem(order(used, line("1", "10.00"))).statusCode(409);
        String unknown = CouponCode.random().text();
        Shop.evaluate(order(unknown, line("1", "10.00"))).statusCode(422);
        Rest.as(Shop.MANAGER)
                .body("{\"code\":\"" + used + "\", and no JSON")
                .post("/coupon-redemptions")
                .then()
                .statusCode(400);
        Rest.as(Shop.MANAGER).get("/coupons").then().statusCode(200);

        String log = Files.readString(Path.of("target", "loyalty.log"));

        assertThat(log).as("it is the log of this service").contains("insert into coupon");
        assertThat(log).doesNotContain(generated, used, unknown);
        assertThat(Database.text("select string_agg(code, ' ') from coupon").split(" "))
                .as("of all tests so far")
                .noneMatch(log::contains);
    }
}
