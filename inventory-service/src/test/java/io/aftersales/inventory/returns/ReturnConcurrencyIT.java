package io.aftersales.inventory.returns;

import io.aftersales.inventory.warehouse.Asked;
import io.aftersales.inventory.warehouse.Shelves;
import io.aftersales.inventory.warehouse.Warehouse;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.aftersales.inventory.warehouse.Warehouse.customer;
import static io.aftersales.inventory.warehouse.Warehouse.delivered;
import static io.aftersales.inventory.warehouse.Warehouse.draft;
import static io.aftersales.inventory.warehouse.Warehouse.line;
import static io.aftersales.inventory.warehouse.Warehouse.lineOf;
import static io.aftersales.inventory.warehouse.Warehouse.onHand;
import static io.aftersales.inventory.warehouse.Warehouse.stocked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class ReturnConcurrencyIT {

    private static final ExecutorService CALLERS = Executors.newFixedThreadPool(16);

    @AfterAll
    static void dismissTheCallers() {
        CALLERS.shutdown();
    }

    @AfterEach
    void theShelvesAreInOrder() {
        Shelves.assertInOrder();
        assertThat(Shelves.number("select count(*) from dead_letter")).isZero();
    }

    @Test
    void ofAHundredReturnsOfTheLastUnitOneWins() {
        UUID customer = customer();
        UUID delivery = delivered(customer, line(stocked("1"), "1"));
        UUID line = lineOf(delivery);
        List<Asked> returns = IntStream.range(0, 100)
                .mapToObj(i -> Asked.of(delivery, customer).line(line, "1"))
                .toList();

        inParallel(returns.stream().<Supplier<Object>>map(asked -> asked::send).toList());

        await().atMost(Duration.ofSeconds(60))
                .until(() -> returns.stream().allMatch(asked -> asked.answers().size() == 1));
        Map<String, Long> outcomes = returns.stream()
                .flatMap(asked -> asked.answers().stream())
                .collect(Collectors.groupingBy(
                        answer -> answer.topic().equals("return-created") ? "created" : answer.text("/code"),
                        TreeMap::new,
                        Collectors.counting()));
        System.out.printf(">> 100 concurrent returns of the last unit: %s%n", outcomes);
        assertThat(outcomes).isEqualTo(Map.of("created", 1L, "nothing-left-to-return", 99L));
    }

    @Test
    void aHundredReturnsOfSeveralUnitsTakeWhatThereIsAndNotMore() {
        UUID customer = customer();
        UUID delivery = delivered(customer, line(stocked("30"), "30"));
        UUID line = lineOf(delivery);
        List<Asked> returns = IntStream.range(0, 100)
                .mapToObj(i -> Asked.of(delivery, customer).line(line, i % 2 == 0 ? "1" : "2"))
                .toList();

        inParallel(returns.stream().<Supplier<Object>>map(asked -> asked::send).toList());

        await().atMost(Duration.ofSeconds(60))
                .until(() -> returns.stream().allMatch(asked -> asked.answers().size() == 1));
        assertThat(Shelves.number("select claimed from delivery_line where id = '%s'".formatted(line)))
                .isEqualByComparingTo("30");
    }

    @Test
    void returnsGetConsecutiveNumbers() {
        UUID customer = customer();
        List<UUID> deliveries = IntStream.range(0, 20)
                .mapToObj(i -> delivered(customer, line(stocked("5"), "5")))
                .toList();
        List<Asked> returns = deliveries.stream()
                .flatMap(delivery -> {
                    UUID line = lineOf(delivery);
                    return IntStream.range(0, 5)
                            .mapToObj(i -> Asked.of(delivery, customer).line(line, "1"));
                })
                .toList();

        inParallel(returns.stream().<Supplier<Object>>map(asked -> asked::send).toList());

        returns.forEach(Asked::created);
        assertThat(Shelves.number("select count(*) from goods_return"))
                .isEqualByComparingTo(
                        Shelves.number("select max(substring(number from 'WH/IN/(.*)')::int) from goods_return"));
        assertThat(Shelves.number("select count(*) from delivery"))
                .isEqualByComparingTo(
                        Shelves.number("select max(substring(number from 'WH/OUT/(.*)')::int) from delivery"));
    }

    @Test
    void ofManyReservationsOfTheLastUnitOneWins() {
        UUID customer = customer();
        UUID product = stocked("1");
        List<UUID> drafts = IntStream.range(0, 16)
                .mapToObj(i -> draft(customer, line(product, "1")))
                .toList();

        List<Object> statuses = inParallel(drafts.stream()
                .<Supplier<Object>>map(
                        delivery -> () -> Warehouse.reserve(delivery).extract().statusCode())
                .toList());

        assertThat(statuses).containsOnlyOnce(200).contains(409).doesNotContain(500);
    }

    @Test
    void deliveriesAndReturnsOfTheSameGoodsAtOnceLeaveTheSumOfTheirMoves() {
        UUID customer = customer();
        UUID one = stocked("100");
        UUID other = stocked("100");
        List<UUID> done = IntStream.range(0, 20)
                .mapToObj(i -> delivered(customer, line(one, "1"), line(other, "1")))
                .toList();
        // Against the order of the products, so that whoever locks in the order of lines meets the others crosswise.
        List<UUID> drafts = IntStream.range(0, 20)
                .mapToObj(i -> draft(customer, line(other, "1"), line(one, "1")))
                .toList();
        List<UUID> returns = done.stream()
                .map(delivery -> Asked.of(delivery, customer).send().returnId())
                .toList();

        List<Supplier<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UUID draft = drafts.get(i);
            UUID goods = returns.get(i);
            calls.add(() -> {
                Warehouse.reserve(draft).statusCode(200);
                return Warehouse.validate(draft).extract().statusCode();
            });
            calls.add(() -> Warehouse.receive(goods).extract().statusCode());
        }

        assertThat(inParallel(calls)).containsOnly(200);
        assertThat(onHand(one)).isEqualByComparingTo("80");
        assertThat(onHand(other)).isEqualByComparingTo("80");
    }

    @Test
    void ofReceivingAndCancellingAReturnAtOnceOneHappens() {
        UUID customer = customer();
        for (int round = 0; round < 10; round++) {
            UUID delivery = delivered(customer, line(stocked("1"), "1"));
            UUID id = Asked.of(delivery, customer).send().returnId();

            List<Object> statuses = inParallel(List.of(
                    () -> Warehouse.receive(id).extract().statusCode(),
                    () -> Warehouse.cancel(id).extract().statusCode()));

            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        }
    }

    private static List<Object> inParallel(List<Supplier<Object>> calls) {
        List<CompletableFuture<Object>> running = calls.stream()
                .map(call -> CompletableFuture.supplyAsync(call, CALLERS))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
