package io.aftersales.inventory.returns;

import io.aftersales.inventory.warehouse.Asked;
import io.aftersales.inventory.warehouse.Shelves;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;
import java.util.UUID;

import static io.aftersales.inventory.warehouse.Warehouse.customer;
import static io.aftersales.inventory.warehouse.Warehouse.delivered;
import static io.aftersales.inventory.warehouse.Warehouse.delivery;
import static io.aftersales.inventory.warehouse.Warehouse.line;
import static io.aftersales.inventory.warehouse.Warehouse.lineOf;
import static io.aftersales.inventory.warehouse.Warehouse.onHand;
import static io.aftersales.inventory.warehouse.Warehouse.receive;
import static io.aftersales.inventory.warehouse.Warehouse.returnable;
import static io.aftersales.inventory.warehouse.Warehouse.stocked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class ReturnIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @AfterEach
    void theShelvesAreInOrder() {
        Shelves.assertInOrder();
    }

    @Test
    void goodsAreAnnouncedAndThenPutBack() {
        UUID customer = customer();
        UUID product = stocked("5");
        UUID delivery = delivered(customer, line(product, "3"));
        assertThat(onHand(product)).isEqualByComparingTo("2");

        Message answer =
                Asked.of(delivery, customer).line(lineOf(delivery), "2").send().created();

        String out = delivery(delivery).getString("number");
        assertThat(answer.sequence()).isEqualTo(1);
        assertThat(answer.text("/number")).matches("WH/IN/\\d{5}");
        assertThat(answer.text("/state")).isEqualTo("ready");
        assertThat(answer.text("/origin")).isEqualTo("Return of " + out);
        assertThat(answer.text("/deliveryNumber")).isEqualTo(out);
        assertThat(answer.text("/lines/0/quantity")).isEqualTo("2");
        assertThat(answer.text("/changedBy/sub")).isEqualTo("agent-user");
        assertThat(onHand(product)).as("stock changes on validation only").isEqualByComparingTo("2");
        assertThat(returnable(delivery).getFloat("lines[0].returnable")).isEqualTo(1);

        UUID id = UUID.fromString(answer.text("/returnId"));
        receive(id, Map.of("date", "2020-02-29")).statusCode(200).body("state", equalTo("done"));

        assertThat(onHand(product)).isEqualByComparingTo("4");
        Message received = kafka.await("return-received", id);
        assertThat(received.sequence()).isEqualTo(2);
        assertThat(received.text("/date")).isEqualTo("2020-02-29");
        assertThat(received.text("/lines/0/received")).isEqualTo("2");
        assertThat(received.text("/actionId")).isEqualTo(answer.text("/actionId"));
    }
}
