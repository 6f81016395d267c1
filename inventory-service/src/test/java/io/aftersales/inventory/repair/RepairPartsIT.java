package io.aftersales.inventory.repair;

import io.aftersales.inventory.warehouse.Shelves;
import io.aftersales.inventory.warehouse.Warehouse;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Parts that repairs put in and take out. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RepairPartsIT {

    private static final KafkaProbe KAFKA = KafkaProbe.shared();

    @BeforeAll
    static void theCompanyIsKnown() {
        Warehouse.customer();
    }

    @Test
    void addedPartsLeaveTheStockAndRemovedOnesBecomeScrap() {
        UUID added = Warehouse.stocked("10");
        UUID removed = Warehouse.product();

        Message consumed =
                Repair.taking().add(added, "3").remove(removed, "2").send().consumed();

        assertThat(consumed.text("/origin")).isEqualTo("RO/00042");
        assertThat(consumed.text("/requestedBy/name")).isEqualTo("Rita Repair");
        assertThat(consumed.payload().at("/forced").booleanValue()).isFalse();
        assertThat(consumed.payload().at("/moves")).hasSize(2);
        assertThat(Warehouse.onHand(added)).isEqualByComparingTo("7");
        assertThat(moves(added)).contains("Stock -> Repair 3.00");
        assertThat(moves(removed)).containsExactly("Repair -> Scrap 2.00");
        Shelves.assertInOrder();
    }

    @Test
    void whatIsMissingIsSaidAndNothingIsMoved() {
        UUID enough = Warehouse.stocked("10");
        UUID tooLittle = Warehouse.stocked("1");
        Repair repair = Repair.taking().add(enough, "3").add(tooLittle, "1").add(tooLittle, "1.5");

        Message refused = repair.send().refused();

        assertThat(refused.text("/code")).isEqualTo("insufficient-stock");
        assertThat(refused.payload().at("/shortfall")).hasSize(1);
        assertThat(refused.text("/shortfall/0/productId")).isEqualTo(tooLittle.toString());
        assertThat(refused.payload().at("/shortfall/0/needed").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(refused.payload().at("/shortfall/0/available").decimalValue())
                .isEqualByComparingTo("1");
        assertThat(Warehouse.onHand(enough)).isEqualByComparingTo("10");

        Warehouse.adjust(tooLittle, "5").statusCode(201);
        repair.again().send().consumed();
        assertThat(Warehouse.onHand(tooLittle)).isEqualByComparingTo("3.5");
        Shelves.assertInOrder();
    }

    @Test
    void whatDeliveriesHaveReservedIsNotAvailable() {
        UUID product = Warehouse.stocked("5");
        UUID delivery = Warehouse.draft(Warehouse.customer(), Warehouse.line(product, "4"));
        Warehouse.reserve(delivery).statusCode(200);

        Message refused = Repair.taking().add(product, "2").send().refused();

        assertThat(refused.payload().at("/shortfall/0/available").decimalValue())
                .isEqualByComparingTo("1");
    }

    @Test
    void aForcedRepairTakesTheStockBelowZero() {
        UUID product = Warehouse.stocked("1");

        Message consumed = Repair.taking().add(product, "3").force().send().consumed();

        assertThat(consumed.payload().at("/forced").booleanValue()).isTrue();
        assertThat(Warehouse.onHand(product)).isEqualByComparingTo("-2");
        Shelves.assertInOrder();
    }

    @Test
    void theSameRepairIsMovedOnceHoweverOftenItAsks() {
        UUID product = Warehouse.stocked("10");
        Repair repair = Repair.taking().add(product, "3");
        Message first = repair.send().consumed();

        Message second = repair.again().send().consumed();

        assertThat(second.text("/consumptionId")).isEqualTo(first.text("/consumptionId"));
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.payload().at("/moves")).isEqualTo(first.payload().at("/moves"));
        assertThat(Warehouse.onHand(product)).isEqualByComparingTo("7");
    }

    @Test
    void thePiecesOfATrackedPartAreNamed() {
        UUID product = Warehouse.stockedPieces("A1", "A2", "A3");

        Message consumed = Repair.taking().add(product, "2").send().consumed();

        assertThat(consumed.text("/moves/0/serialNumbers/0")).isEqualTo("A1");
        assertThat(consumed.text("/moves/0/serialNumbers/1")).isEqualTo("A2");
        Shelves.assertInOrder();
    }

    @Test
    void whatCannotBeMovedIsRefused() {
        assertThat(Repair.taking().add(UUID.randomUUID(), "1").send().refused().text("/code"))
                .isEqualTo("unknown-product");
        assertThat(Repair.taking()
                        .remove(Warehouse.service(), "1")
                        .send()
                        .refused()
                        .text("/code"))
                .isEqualTo("not-goods");
        assertThat(Repair.taking()
                        .add(Warehouse.stockedPieces("B1"), "0.5")
                        .send()
                        .refused()
                        .text("/code"))
                .isEqualTo("fractional-quantity");
        assertThat(Repair.taking()
                        .add(Warehouse.stocked("1"), "0")
                        .send()
                        .refused()
                        .text("/code"))
                .isEqualTo("invalid-request");
    }

    @Test
    void ofManyRepairsThatWantTheLastPieceOneGetsIt() {
        UUID product = Warehouse.stocked("1");
        List<Repair> repairs = IntStream.range(0, 20)
                .mapToObj(i -> Repair.taking().add(product, "1"))
                .toList();

        repairs.parallelStream().forEach(Repair::send);

        assertThat(repairs.stream().filter(Repair::wasMoved)).hasSize(1);
        assertThat(Warehouse.onHand(product)).isEqualByComparingTo("0");
        Shelves.assertInOrder();
    }

    private static List<String> moves(UUID product) {
        return Rest.as(Warehouse.KEEPER)
                .queryParam("productId", product)
                .queryParam("reference", "RO/00042")
                .get("/stock/moves")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .map(move -> name(move.get("fromLocationId")) + " -> " + name(move.get("toLocationId")) + " "
                        + new BigDecimal(move.get("quantity").toString()).setScale(2))
                .toList();
    }

    private static String name(Object location) {
        return Warehouse.get("/locations/{id}", UUID.fromString(location.toString()))
                .getString("name");
    }

    /** A repair that asks for its parts to be moved, as the repair service does. */
    private static final class Repair {

        private final UUID originId;
        private final UUID actionId = UUID.randomUUID();
        private final List<Map<String, Object>> parts;
        private boolean force;

        private Repair(UUID originId, List<Map<String, Object>> parts) {
            this.originId = originId;
            this.parts = parts;
        }

        static Repair taking() {
            return new Repair(UUID.randomUUID(), new ArrayList<>());
        }

        Repair again() {
            return new Repair(originId, parts);
        }

        Repair add(UUID product, String quantity) {
            parts.add(Map.of("kind", "add", "productId", product, "quantity", new BigDecimal(quantity)));
            return this;
        }

        Repair remove(UUID product, String quantity) {
            parts.add(Map.of("kind", "remove", "productId", product, "quantity", new BigDecimal(quantity)));
            return this;
        }

        Repair force() {
            force = true;
            return this;
        }

        Repair send() {
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("actionId", actionId);
            payload.put("originId", originId);
            payload.put("origin", "RO/00042");
            payload.put("customerId", UUID.randomUUID());
            payload.put("companyId", UUID.randomUUID());
            payload.put("requestedBy", Map.of("sub", "rita", "name", "Rita Repair"));
            payload.put("force", force);
            payload.put("parts", parts);
            KAFKA.send(Outgoing.command("consume-repair-parts", originId, actionId, payload));
            return this;
        }

        Message consumed() {
            return KAFKA.awaitOfAction("repair-parts-consumed", actionId);
        }

        Message refused() {
            return KAFKA.awaitOfAction("repair-parts-rejected", actionId);
        }

        /** Waits for the answer, whichever it is. */
        boolean wasMoved() {
            Awaitility.await("an answer")
                    .until(() -> !KAFKA.on("repair-parts-consumed", KafkaProbe.ofAction(actionId))
                                    .isEmpty()
                            || !KAFKA.on("repair-parts-rejected", KafkaProbe.ofAction(actionId))
                                    .isEmpty());
            return !KAFKA.on("repair-parts-consumed", KafkaProbe.ofAction(actionId))
                    .isEmpty();
        }
    }
}
