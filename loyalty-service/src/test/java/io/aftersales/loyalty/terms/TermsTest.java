package io.aftersales.loyalty.terms;

import io.aftersales.loyalty.order.Amounts;
import io.aftersales.loyalty.order.Discount;
import io.aftersales.loyalty.order.Order;
import io.aftersales.loyalty.order.OrderLine;
import io.aftersales.loyalty.order.Tax;
import io.aftersales.platform.problem.RuleBroken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What coupons take off orders, to the cent. */
class TermsTest {

    private static final UUID LAMP = new UUID(0, 1);
    private static final UUID BULB = new UUID(0, 2);

    @ParameterizedTest
    @CsvSource({
        // The worked examples of the product, and what lies around them.
        "10,     200.00, 15, -20.00, 207.00",
        "1,      0.49,   0,  0.00,   0.49",
        "1,      0.50,   0,  -0.01,  0.49",
        "33.33,  10.00,  0,  -3.33,  6.67",
        "100,    99.99,  15, -99.99, 0.00",
        "50,     0.01,   15, -0.01,  0.00",
    })
    void takesAPercentageOffTheNetAndTheTaxOfThat(
            String percentage, String price, String rate, String discount, String total) {
        Order order = order(line(null, "1", price, rate));

        Discount taken = terms(percent(percentage)).discount(order);

        assertThat(taken.amounts().net()).isEqualByComparingTo(discount);
        assertThat(left(order, taken)).isEqualByComparingTo(total);
    }

    @ParameterizedTest
    @CsvSource({
        "20.00,  100.00, 15, -17.39, 95.00",
        "500.00, 100.00, 15, -100.00, 0.00",
        "0.01,   100.00, 15, -0.01, 114.99",
        "114.99, 100.00, 15, -99.99, 0.01",
        "5.00,   10.00,  0,  -5.00, 5.00",
    })
    void takesAFixedAmountOffTheTotal(String amount, String price, String rate, String net, String total) {
        Order order = order(line(null, "1", price, rate));

        Discount taken = terms(fixed(amount)).discount(order);

        assertThat(taken.amounts().net()).isEqualByComparingTo(net);
        assertThat(left(order, taken)).isEqualByComparingTo(total);
    }

    @Test
    void limitsAPercentageToItsMaximum() {
        Order order = order(line(null, "1", "100.00", "0"));

        assertThat(left(order, terms(percent("50", "30.00")).discount(order))).isEqualByComparingTo("70.00");
        assertThat(left(order, terms(percent("50", "50.00")).discount(order))).isEqualByComparingTo("50.00");
    }

    @Test
    void takesOneUnitForTheCheapestLine() {
        Order order = order(line(null, "2", "100.00", "0"), line(null, "3", "10.00", "0"));

        Discount taken = terms(percent("50", RewardScope.CHEAPEST_LINE)).discount(order);

        assertThat(taken.amounts().net()).isEqualByComparingTo("-5.00");
    }

    @Test
    void takesDeductionsAndGiftsForNoCheapestLine() {
        Order order = order(line(null, "1", "-5.00", "0"), line(null, "1", "0.00", "0"), line(null, "1", "8.00", "0"));

        Discount taken = terms(percent("50", RewardScope.CHEAPEST_LINE)).discount(order);

        assertThat(taken.amounts().net()).isEqualByComparingTo("-3.00");
        assertThat(left(order, taken)).as("not below zero").isEqualByComparingTo("0.00");
    }

    @Test
    void takesAllLinesOfGivenProductsAndNoOthers() {
        Order order =
                order(line(LAMP, "2", "100.00", "0"), line(BULB, "3", "10.00", "0"), line(LAMP, "1", "50.00", "0"));

        Discount taken = terms(percentOn("10", LAMP)).discount(order);

        assertThat(taken.amounts().net()).isEqualByComparingTo("-25.00");
    }

    @Test
    void givesOneOfTheFreeProductOfWhichThereAreTwo() {
        Order order = order(line(BULB, "2", "10.00", "0"), line(LAMP, "1", "100.00", "0"));

        assertThat(left(order, terms(free(BULB, "1")).discount(order))).isEqualByComparingTo("110.00");
        assertThat(left(order, terms(free(BULB, "5")).discount(order))).isEqualByComparingTo("100.00");
    }

    @Test
    void givesTheCheapestUnitsOfTheFreeProduct() {
        Order order = order(line(BULB, "2", "10.00", "0"), line(BULB, "1.5", "8.00", "0"));

        Discount taken = terms(free(BULB, "2")).discount(order);

        assertThat(taken.amounts().net()).as("1.5 × 8.00 and 0.5 × 10.00").isEqualByComparingTo("-17.00");
    }

    @Test
    void hasALinePerTax() {
        UUID vat = UUID.randomUUID();
        Order order = order(
                taxed("100.00", new Tax(List.of(vat), new BigDecimal("20"))),
                taxed("50.00", new Tax(List.of(vat), new BigDecimal("20.00"))),
                taxed("10.00", new Tax(List.of(), new BigDecimal("20"))),
                taxed("10.00", new Tax(List.of(), null)));

        Discount taken = terms(percent("10")).discount(order);

        assertThat(taken.lines()).hasSize(3);
        assertThat(taken.lines().get(0).tax().ids()).containsExactly(vat);
        assertThat(taken.lines().get(0).amounts()).isEqualTo(amounts("-15.00", "-3.00"));
        assertThat(taken.lines().get(1).amounts()).isEqualTo(amounts("-1.00", "-0.20"));
        assertThat(taken.lines().get(2).amounts()).isEqualTo(amounts("-1.00", "0.00"));
    }

    @Test
    void sharesAFixedAmountAmongTheTaxesToTheCent() {
        Order order =
                order(line(null, "1", "33.33", "20"), line(null, "1", "33.33", "5"), line(null, "1", "33.34", "0"));

        Discount taken = terms(fixed("10.00")).discount(order);

        assertThat(taken.lines()).hasSize(3);
        assertThat(taken.amounts().total()).isEqualByComparingTo("-10.00");
    }

    @Test
    void roundsToTheCurrencysMinorUnit() {
        Order order = new Order(
                "JPY", List.of(new OrderLine(null, BigDecimal.ONE, new BigDecimal("105"), new Tax(null, null), "JPY")));
        Terms terms = new Terms("JPY", "UTC", NO_RULES, percent("10"));

        assertThat(terms.discount(order).amounts().net()).isEqualByComparingTo("-11");
    }

    @ParameterizedTest
    @CsvSource({
        "100.00, false, 1, 100.00, ''",
        "100.01, false, 1, 100.00, minimum-amount",
        "115.00, true,  1, 100.00, ''",
        "115.01, true,  1, 100.00, minimum-amount",
        "115.00, false, 1, 100.00, minimum-amount",
        "0,      false, 2, 100.00, minimum-quantity",
        "200.00, false, 2, 100.00, minimum-amount",
    })
    void asksForItsMinimums(String amount, boolean withTax, String quantity, String price, String refusal) {
        Rules rules = new Rules(new BigDecimal(amount), withTax, new BigDecimal(quantity), List.of());
        Terms terms = new Terms("EUR", "UTC", rules, percent("10"));
        Order order = order(line(null, "1", price, "15"));

        if (refusal.isEmpty()) {
            assertThat(terms.discount(order).lines()).hasSize(1);
        } else {
            assertRefused(terms, order, refusal);
        }
    }

    @Test
    void addsUpTheQuantitiesOfEligibleProducts() {
        Rules rules = new Rules(BigDecimal.ZERO, false, new BigDecimal("3"), List.of(LAMP, BULB));
        Terms terms = new Terms("EUR", "UTC", rules, percent("10"));

        assertRefused(terms, order(line(LAMP, "2", "1", "0"), line(null, "5", "1", "0")), "minimum-quantity");
        assertThat(terms.discount(order(line(LAMP, "2", "1", "0"), line(BULB, "1", "1", "0")))
                        .lines())
                .hasSize(1);
    }

    @Test
    void refusesAnOrderWithoutTheProductThatTheRewardIsAbout() {
        Order order = order(line(LAMP, "1", "10.00", "0"));

        assertRefused(terms(free(BULB, "1")), order, "product-missing");
        assertRefused(terms(percentOn("10", BULB)), order, "product-missing");
    }

    @Test
    void refusesAnOrderInAnotherCurrency() {
        assertRefused(
                new Terms("USD", "UTC", NO_RULES, percent("10")),
                order(line(null, "1", "10.00", "0")),
                "currency-mismatch");
    }

    /** Whatever the order and the reward: nothing goes below zero, and no line is a gift to us. */
    @Test
    void neverTakesMoreThanThereIs() {
        Random random = new Random(20261125);
        for (int i = 0; i < 20_000; i++) {
            Order order = anyOrder(random);
            Reward reward = anyReward(random);
            if (order.amounts().net().signum() < 0) {
                assertRefused(terms(reward), order, "minimum-amount");
                continue;
            }
            Discount taken = terms(reward).discount(order);

            BigDecimal total = order.amounts().total();
            assertThat(left(order, taken))
                    .as("%s on %s", reward, order)
                    .isGreaterThanOrEqualTo(total.min(BigDecimal.ZERO))
                    .isLessThanOrEqualTo(total);
            assertThat(taken.lines())
                    .as("%s on %s", reward, order)
                    .allSatisfy(line -> assertThat(line.amounts().total()).isNegative());
            if (reward.kind() == RewardKind.FIXED_AMOUNT && reward.scope() == RewardScope.ORDER) {
                BigDecimal positive = positiveTotal(order);
                assertThat(taken.amounts().total().negate())
                        .as("%s on %s", reward, order)
                        .isEqualByComparingTo(reward.amount().min(positive).min(total.max(BigDecimal.ZERO)));
            }
        }
    }

    private static BigDecimal positiveTotal(Order order) {
        return order.lines().stream()
                .map(OrderLine::tax)
                .distinct()
                .map(tax -> new Order(
                                order.currency(),
                                order.lines().stream()
                                        .filter(line -> line.tax().equals(tax))
                                        .toList())
                        .amounts())
                .filter(amounts -> amounts.net().signum() > 0 && amounts.total().signum() > 0)
                .map(Amounts::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Order anyOrder(Random random) {
        String[] rates = {"0", "5", "15", "20", "7.7"};
        return order(IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> line(
                        random.nextBoolean() ? LAMP : BULB,
                        BigDecimal.valueOf(1 + random.nextInt(400), 2).toPlainString(),
                        BigDecimal.valueOf(random.nextInt(2000) - (random.nextInt(6) == 0 ? 1000 : 0), 2)
                                .toPlainString(),
                        rates[random.nextInt(rates.length)]))
                .toArray(OrderLine[]::new));
    }

    private static Reward anyReward(Random random) {
        RewardScope scope = random.nextBoolean() ? RewardScope.ORDER : RewardScope.CHEAPEST_LINE;
        String amount = BigDecimal.valueOf(1 + random.nextInt(5000), 2).toPlainString();
        return random.nextBoolean()
                ? reward(RewardKind.FIXED_AMOUNT, null, null, amount, scope, List.of())
                : reward(
                        RewardKind.PERCENTAGE,
                        Integer.toString(1 + random.nextInt(100)),
                        random.nextBoolean() ? amount : null,
                        null,
                        scope,
                        List.of());
    }

    private static final Rules NO_RULES = new Rules(BigDecimal.ZERO, false, BigDecimal.ONE.movePointLeft(2), List.of());

    private static Terms terms(Reward reward) {
        return new Terms("EUR", "UTC", NO_RULES, reward);
    }

    private static Reward percent(String percentage) {
        return reward(RewardKind.PERCENTAGE, percentage, null, null, RewardScope.ORDER, List.of());
    }

    private static Reward percent(String percentage, String maximum) {
        return reward(RewardKind.PERCENTAGE, percentage, maximum, null, RewardScope.ORDER, List.of());
    }

    private static Reward percent(String percentage, RewardScope scope) {
        return reward(RewardKind.PERCENTAGE, percentage, null, null, scope, List.of());
    }

    private static Reward percentOn(String percentage, UUID product) {
        return reward(RewardKind.PERCENTAGE, percentage, null, null, RewardScope.PRODUCTS, List.of(product));
    }

    private static Reward fixed(String amount) {
        return reward(RewardKind.FIXED_AMOUNT, null, null, amount, RewardScope.ORDER, List.of());
    }

    private static Reward free(UUID product, String quantity) {
        return new Reward(
                RewardKind.FREE_PRODUCT, null, null, null, null, List.of(), product, new BigDecimal(quantity));
    }

    private static Reward reward(
            RewardKind kind, String percentage, String maximum, String amount, RewardScope scope, List<UUID> products) {
        return new Reward(kind, number(percentage), number(maximum), number(amount), scope, products, null, null);
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static Order order(OrderLine... lines) {
        return new Order("EUR", List.of(lines));
    }

    private static OrderLine line(UUID product, String quantity, String price, String rate) {
        return new OrderLine(
                product, new BigDecimal(quantity), new BigDecimal(price), new Tax(null, new BigDecimal(rate)), "EUR");
    }

    private static OrderLine taxed(String price, Tax tax) {
        return new OrderLine(null, BigDecimal.ONE, new BigDecimal(price), tax, "EUR");
    }

    private static Amounts amounts(String net, String tax) {
        return new Amounts(new BigDecimal(net), new BigDecimal(tax));
    }

    private static BigDecimal left(Order order, Discount taken) {
        return order.amounts().plus(taken.amounts()).total();
    }

    private static void assertRefused(Terms terms, Order order, String code) {
        assertThatThrownBy(() -> terms.discount(order))
                .isInstanceOfSatisfying(
                        RuleBroken.class,
                        broken -> assertThat(broken.code().code()).isEqualTo(code));
    }
}
