package io.aftersales.repair.order;

import io.aftersales.repair.workshop.Intake;
import io.aftersales.repair.workshop.Workshop;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** Repairs that tickets ask for. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class IntakeIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void aTicketsRepairIsADraftOrderWithItsNumber() {
        UUID customer = Workshop.customer();
        UUID product = Workshop.goods();
        UUID part = Workshop.goods();
        UUID tax = Workshop.tax("15");
        Intake intake = Intake.of(customer, product)
                .with("serialNumber", "SN-1")
                .with("invoiceMethod", "after")
                .with("parts", List.of(Workshop.part("add", part, "1", "50.00", tax)))
                .with("operations", List.of(Workshop.operation("Replace it", "1", "50.00", tax)))
                .with("repairNotes", "Handle with care")
                .with("quotationNotes", "Ready by Friday")
                .send();

        Message created = intake.created();

        assertThat(created.text("/number")).matches("RO/\\d{5}");
        assertThat(created.text("/state")).isEqualTo("draft");
        assertThat(created.text("/total/amount")).isEqualTo("115.00");
        assertThat(created.text("/ticketId")).isEqualTo(intake.ticketId().toString());
        assertThat(created.sequence()).isEqualTo(1);
        assertThat(created.payload().toString()).doesNotContain("Handle with care");
        JsonPath order = Workshop.read(intake.orderId());
        assertThat(order.getString("repairNotes")).isEqualTo("Handle with care");
        assertThat(order.getString("serialNumber")).isEqualTo("SN-1");
        assertThat(order.getString("invoiceState")).isEqualTo("to-invoice");
        assertThat(order.getString("created.name")).isEqualTo("Test agent-user");
    }

    @Test
    void theSameCommandTwiceMakesOneOrder() {
        Intake intake = Intake.of(Workshop.customer(), Workshop.goods());
        Outgoing command = intake.command();
        kafka.send(command);
        kafka.send(command);
        UUID order = intake.orderId();
        Intake behind = Intake.of(Workshop.customer(), Workshop.goods())
                .with("ticketId", intake.ticketId())
                .send();
        behind.created();

        assertThat(kafka.on("repair-order-created", KafkaProbe.ofAction(intake.actionId())))
                .extracting(Message::subject)
                .containsExactly(order.toString());
    }

    @Test
    void whoAskedReadsTheOrderWithoutARepairRoleAndNobodyElseDoes() {
        UUID order = Intake.of(Workshop.customer(), Workshop.goods())
                .requestedBy("asker")
                .send()
                .orderId();
        TestUser asker = TestUser.named("asker", "agent");
        TestUser another = TestUser.named("another", "agent");

        Rest.as(asker).get("/repair-orders/{id}", order).then().statusCode(200);
        Rest.as(asker).get("/repair-orders").then().statusCode(200).body("items.id", contains(order.toString()));
        Rest.as(another).get("/repair-orders/{id}", order).then().statusCode(404);
        Rest.as(another).get("/repair-orders").then().statusCode(200).body("items.size()", equalTo(0));
        Rest.as(asker).post("/repair-orders/{id}/confirm", order).then().statusCode(403);
    }

    @Test
    void whatIsOnItsWayIsWaitedFor() {
        UUID customer = UUID.randomUUID();
        UUID product = UUID.randomUUID();
        Intake intake = Intake.of(customer, product).send();
        Workshop.tellCustomer(customer, customer);
        Intake behind = Intake.of(Workshop.customer(), Workshop.goods())
                .with("ticketId", intake.ticketId())
                .send();
        behind.created();
        assertThat(kafka.on("repair-order-rejected", KafkaProbe.ofAction(intake.actionId())))
                .isEmpty();

        Workshop.tellProduct(product, "goods", true);

        assertThat(intake.created().text("/productId")).isEqualTo(product.toString());
    }

    @Test
    void theReturnSaysWhatIsRepairedAndHowMuchOfIt() {
        UUID customer = Workshop.customer();
        UUID product = Workshop.goods();
        UUID goodsReturn = Workshop.returnOf(customer, Map.of(product, 3));

        Message created =
                Intake.of(customer, null).with("returnId", goodsReturn).send().created();

        assertThat(created.text("/productId")).isEqualTo(product.toString());
        assertThat(created.payload().at("/quantity").decimalValue()).isEqualByComparingTo(BigDecimal.valueOf(3));
    }

    @Test
    void aReturnOfSeveralProductsLeavesTheChoice() {
        UUID customer = Workshop.customer();
        UUID one = Workshop.goods();
        UUID other = Workshop.goods();
        UUID goodsReturn = Workshop.returnOf(customer, Map.of(one, 2, other, 1));

        assertThat(Intake.of(customer, null)
                        .with("returnId", goodsReturn)
                        .send()
                        .rejection())
                .isEqualTo("product-required");
        assertThat(Intake.of(customer, Workshop.goods())
                        .with("returnId", goodsReturn)
                        .send()
                        .rejection())
                .isEqualTo("product-not-returned");
        assertThat(Intake.of(customer, one)
                        .with("returnId", goodsReturn)
                        .with("quantity", 3)
                        .send()
                        .rejection())
                .isEqualTo("quantity-exceeds-return");
        assertThat(Intake.of(customer, one)
                        .with("returnId", goodsReturn)
                        .with("quantity", 2)
                        .send()
                        .created()
                        .text("/returnId"))
                .isEqualTo(goodsReturn.toString());
    }

    @Test
    void anothersReturnOrSaleOrderIsRefusedAndACompanysIsNot() {
        UUID company = Workshop.customer();
        UUID contact = Workshop.contactOf(company);
        UUID stranger = Workshop.customer();
        UUID product = Workshop.goods();
        UUID goodsReturn = Workshop.returnOf(company, Map.of(product, 1));
        UUID saleOrder = Workshop.saleOrderOf(company, company);

        assertThat(Intake.of(stranger, product)
                        .with("returnId", goodsReturn)
                        .send()
                        .rejection())
                .isEqualTo("foreign-return");
        assertThat(Intake.of(stranger, product)
                        .with("saleOrderId", saleOrder)
                        .send()
                        .rejection())
                .isEqualTo("foreign-sale-order");
        assertThat(Intake.of(contact, product)
                        .with("companyId", company)
                        .with("returnId", goodsReturn)
                        .with("saleOrderId", saleOrder)
                        .send()
                        .created()
                        .text("/saleOrderId"))
                .isEqualTo(saleOrder.toString());
    }

    @Test
    void aCancelledReturnIsRefused() {
        UUID customer = Workshop.customer();
        UUID product = Workshop.goods();
        UUID goodsReturn = Workshop.returnOf(customer, Map.of(product, 1));
        Workshop.tellReturn(goodsReturn, "return-cancelled", "cancelled", 2, customer, Map.of(product, 1));

        assertThat(Intake.of(customer, product)
                        .with("returnId", goodsReturn)
                        .send()
                        .rejection())
                .isEqualTo("return-cancelled");
    }

    @Test
    void onlyGoodsAreRepairedAndUsedAsParts() {
        UUID customer = Workshop.customer();

        assertThat(Intake.of(customer, Workshop.service()).send().rejection()).isEqualTo("not-goods");
        assertThat(Intake.of(customer, Workshop.goods())
                        .with("parts", List.of(Workshop.part("add", Workshop.service(), "1", "5")))
                        .send()
                        .rejection())
                .isEqualTo("not-goods");
    }

    @ParameterizedTest
    @CsvSource({"quantity, 0", "quantity, -1", "invoiceMethod, sometime", "description, ' '"})
    void whatIsMalformedIsNotTakenIn(String field, String value) {
        Object broken = field.equals("quantity") ? Integer.valueOf(value) : value;
        Intake intake = Intake.of(Workshop.customer(), Workshop.goods()).with(field, broken);
        kafka.send(intake.command().header("ce_source", "/broken"));

        if (field.equals("invoiceMethod")) {
            kafka.await(
                    "repair.dlq",
                    letter -> letter.payload().toString().contains("sometime")
                            || letter.text("/topic").equals("create-repair-order"));
        } else {
            assertThat(intake.rejection()).isEqualTo("invalid-request");
        }
    }
}
