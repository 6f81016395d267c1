package io.aftersales.loyalty;

import io.aftersales.loyalty.Shop.Generation;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.UUID;

import static io.aftersales.loyalty.Shop.created;
import static io.aftersales.loyalty.Shop.line;
import static io.aftersales.loyalty.Shop.order;
import static io.aftersales.loyalty.Shop.percent;
import static io.aftersales.loyalty.Shop.program;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RepublishIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void tellsThePresentStateOfEveryCouponAgainUnderItsUnchangedSequence() {
        UUID program = created(program(percent(10)));
        Message valid = Generation.of(program, Shop.customer()).send().generated();
        JsonPath used = Shop.couponOf(program);
        Shop.redeem(order(used.getString("code"), line("1", "1"))).statusCode(201);
        Message redeemed = kafka.await("coupon-redeemed", Shop.id(used));

        Rest.as("operator").post("/admin/loyalty/republish").then().statusCode(200);

        Message validAgain = again(valid, "coupon-generated");
        assertThat(validAgain.payload()).isEqualTo(valid.payload());
        assertThat(validAgain.sequence()).isEqualTo(1);
        Message redeemedAgain = again(redeemed, "coupon-redeemed");
        assertThat(redeemedAgain.payload()).isEqualTo(redeemed.payload());
        assertThat(redeemedAgain.sequence()).isEqualTo(2);
    }

    private Message again(Message first, String topic) {
        return kafka.awaitAtLeast(2, topic, KafkaProbe.keyed(UUID.fromString(first.key())))
                .get(1);
    }
}
