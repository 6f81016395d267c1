package io.aftersales.inventory;

import io.aftersales.inventory.warehouse.Asked;
import io.aftersales.inventory.warehouse.Warehouse;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.UUID;

import static io.aftersales.inventory.warehouse.Warehouse.customer;
import static io.aftersales.inventory.warehouse.Warehouse.delivered;
import static io.aftersales.inventory.warehouse.Warehouse.draft;
import static io.aftersales.inventory.warehouse.Warehouse.line;
import static io.aftersales.inventory.warehouse.Warehouse.saleOrder;
import static io.aftersales.inventory.warehouse.Warehouse.stocked;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RepublishIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void tellsThePresentStateOfEverythingAgainUnderItsUnchangedSequence() {
        UUID customer = customer();
        UUID product = stocked("9");
        UUID order = saleOrder(customer, line(product, "1"));
        UUID delivery = delivered(customer, line(product, "1"));
        UUID draft = draft(customer, line(product, "1"));
        UUID goods = Asked.of(delivery, customer).send().returnId();
        Warehouse.receive(goods).statusCode(200);
        Message received = kafka.await("return-received", goods);

        Rest.as("operator").post("/admin/inventory/republish").then().statusCode(200);

        assertThat(kafka.awaitAtLeast(2, "product-changed", KafkaProbe.keyed(product)))
                .extracting(Message::sequence)
                .containsExactly(1L, 1L);
        assertThat(kafka.awaitAtLeast(2, "sale-order-changed", KafkaProbe.keyed(order)))
                .extracting(Message::sequence)
                .containsExactly(1L, 1L);
        assertThat(kafka.awaitAtLeast(2, "delivery-validated", KafkaProbe.keyed(delivery)))
                .extracting(Message::sequence)
                .containsExactly(1L, 1L);
        Message again = kafka.awaitAtLeast(2, "return-received", KafkaProbe.keyed(goods))
                .get(1);
        assertThat(again.payload()).isEqualTo(received.payload());
        assertThat(again.sequence()).isEqualTo(2);
        kafka.catchUp();
        assertThat(kafka.on("delivery-validated", draft))
                .as("nobody was told of a draft")
                .isEmpty();
    }
}
