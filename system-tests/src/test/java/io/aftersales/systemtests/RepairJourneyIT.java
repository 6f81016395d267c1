package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** Repairs through the gateway, from the ticket to the last step, with the other sides looked at: accounting and inventory. */
class RepairJourneyIT {

    private static RunningSuite suite;
    private static Caller agent;
    private static Caller manager;
    private static Caller repairer;
    private static Caller accountant;
    private static Caller keeper;
    private static String team;
    private static String customer;
    private static String tax;
    private static String lamp;
    private static String bulb;

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(
                RepairJourneyIT.class, chosen -> chosen.only(List.of("helpdesk", "accounting", "inventory", "repair")));
        agent = suite.as("agnes");
        manager = suite.as("hugo");
        repairer = suite.as("rita");
        accountant = suite.as("anna");
        keeper = suite.as("ines");
        manager.post("stages", Map.of("name", "New", "position", 10)).expect(201);
        manager.post("stages", Map.of("name", "Solved", "position", 20, "folded", true))
                .expect(201);
        tax = persistently(accountant, "taxes", Map.of("name", "VAT 15 %", "rate", 15));
        lamp = persistently(keeper, "products", Map.of("sku", "LAMP", "name", "Desk lamp", "kind", "goods"));
        bulb = persistently(keeper, "products", Map.of("sku", "BULB", "name", "Bulb", "kind", "goods"));
        team = manager.post(
                        "teams",
                        Map.of("name", "Customer care", "visibility", "public", "services", Map.of("repairs", true)))
                .expect(201)
                .at("/id");
        customer = customer(Map.of("name", "Crafts Ltd"));
        persistently(keeper, "stock", Map.of("productId", bulb, "quantity", 100, "reason", "Bought in"));
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @AfterEach
    void theBooksAreInOrder() {
        Awaitility.await("the ledger check")
                .atMost(Duration.ofMinutes(6))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> LedgerCheck.assertClean(suite, List.of()));
    }

    @Test
    void aRepairThatIsInvoicedBeforeItIsBegun() {
        String ticket = ticket();
        String order = repair(ticket, "before");
        assertThat(button(ticket).path("label").asText()).isEqualTo("Repairs");
        assertThat(agent.get("repair-orders/" + order).expect(200).at("/total/amount"))
                .isEqualTo("115.00");
        manager.get("repair-orders/" + order).expectProblem(404, "not-found");
        assertThat(quotation(order)).contains("Replace the bulb", "Tax 15%", "115.00", "Ready by Friday");

        step(order, "confirm").expect(200);
        step(order, "start").expectProblem(409, "invoice-needed-first");
        step(order, "invoice").expect(200);
        JsonNode drafted = await(order, "invoiceState", "drafted");

        JsonNode invoice = invoiceOf(drafted);
        assertThat(invoice.at("/total/amount").asText()).isEqualTo("115.00");
        assertThat(invoice.path("origin").asText())
                .isEqualTo(drafted.path("number").asText());
        assertThat(invoice.path("lines"))
                .extracting(line -> line.path("description").asText())
                .containsExactly("Bulb", "Replace the bulb");
        assertThat(invoice.path("notes").asText()).isEqualTo("Ready by Friday");
        step(order, "start").expect(200);
        int before = stock();
        step(order, "finish").expect(200);
        await(order, "state", "repaired");
        assertThat(stock()).isEqualTo(before - 1);
        assertThat(moves(drafted.path("number").asText()))
                .containsExactlyInAnyOrder("Stock -> Repair", "Repair -> Scrap");
        step(order, "cancel").expectProblem(409, "wrong-state");
        accountant
                .post("invoices/" + invoice.path("id").asText() + "/post", Map.of())
                .expect(200);
        await(order, "invoiceState", "posted");
        awaitUntil(
                "the smart button follows",
                () -> button(ticket).at("/documents/0"),
                document -> document.path("state").asText().equals("repaired")
                        && document.at("/facts/invoiceState").asText().equals("posted"));
    }

    @Test
    void aRepairThatIsInvoicedAfterItIsDone() {
        String order = repair(ticket(), "after");
        step(order, "confirm").expect(200);
        step(order, "invoice").expectProblem(409, "wrong-state");
        step(order, "start").expect(200);
        step(order, "finish").expect(200);
        await(order, "state", "repaired");

        step(order, "invoice").expect(200);

        JsonNode invoice = invoiceOf(await(order, "invoiceState", "drafted"));
        assertThat(invoice.at("/total/amount").asText()).isEqualTo("115.00");
        assertThat(invoice.path("lines")).hasSize(2);
    }

    @Test
    void aRepairThatIsNotInvoiced() {
        String order = repair(ticket(), "none");
        step(order, "confirm").expect(200);
        step(order, "start").expect(200);
        step(order, "invoice").expectProblem(409, "no-invoice-needed");

        step(order, "finish").expect(200);

        JsonNode repaired = await(order, "state", "repaired");
        assertThat(repaired.path("invoiceState").asText()).isEqualTo("not-needed");
        assertThat(invoicesOf(repaired.path("number").asText())).isZero();
    }

    @Test
    void aCancelledRepairLeavesNoDraftInvoiceBehind() {
        String order = repair(ticket(), "before");
        step(order, "confirm").expect(200);
        step(order, "invoice").expect(200);
        JsonNode drafted = await(order, "invoiceState", "drafted");

        step(order, "cancel").expect(200);

        await(order, "invoiceState", "not-needed");
        assertThat(invoiceOf(drafted).path("state").asText()).isEqualTo("cancelled");
        step(order, "reset").expect(200);
        step(order, "confirm").expect(200);
        step(order, "invoice").expect(200);
        JsonNode again = await(order, "invoiceState", "drafted");
        assertThat(again.at("/invoice/id").asText())
                .isNotEqualTo(drafted.at("/invoice/id").asText());
    }

    @Test
    void accountingIsAwayWhenTheInvoiceIsAskedFor() {
        String order = repair(ticket(), "before");
        step(order, "confirm").expect(200);
        suite.processes().part("accounting").kill();

        step(order, "invoice").expect(200);
        step(order, "invoice").expectProblem(409, "invoice-requested");
        step(order, "cancel").expectProblem(409, "invoice-requested");
        suite.processes().part("accounting").start();

        JsonNode drafted = await(order, "invoiceState", "drafted");
        assertThat(invoicesOf(drafted.path("number").asText())).isEqualTo(1);
    }

    @Test
    void aCancellationThatOvertakesItsAskLeavesNoInvoiceBehind() {
        String order = repair(ticket(), "before");
        String number = step(order, "confirm").expect(200).body().path("number").asText();
        String overtaking = UUID.randomUUID().toString();
        suite.topics()
                .command(
                        "cancel-draft-invoice",
                        order,
                        overtaking,
                        Map.of(
                                "actionId",
                                overtaking,
                                "originId",
                                order,
                                "origin",
                                number,
                                "attempt",
                                1,
                                "customerId",
                                customer,
                                "companyId",
                                customer,
                                "requestedBy",
                                Map.of("sub", "rita", "name", "Rita Repair")));
        awaitUntil(
                "accounting's word that there is nothing to cancel",
                () -> suite.topics().readAll(),
                messages -> messages.stream()
                        .anyMatch(message -> message.topic().equals("invoice-cancellation-rejected")
                                && overtaking.equals(message.correlationId())));

        step(order, "invoice").expect(200);

        JsonNode rejected = await(order, "invoiceState", "rejected");
        assertThat(rejected.at("/invoice/refusal/code").asText()).isEqualTo("origin-cancelled");
        assertThat(invoicesOf(number)).isZero();
        step(order, "invoice").expect(200);
        await(order, "invoiceState", "drafted");
        assertThat(invoicesOf(number)).isEqualTo(1);
    }

    @Test
    void inventoryIsAwayWhenTheRepairIsFinished() {
        String order = repair(ticket(), "none");
        step(order, "confirm").expect(200);
        step(order, "start").expect(200);
        int before = stock();
        suite.processes().part("inventory").kill();

        Answer asked = step(order, "finish").expect(200);
        assertThat(asked.at("/state")).isEqualTo("under-repair");
        assertThat(asked.at("/consumption/state")).isEqualTo("requested");
        suite.processes().part("inventory").start();

        await(order, "state", "repaired");
        assertThat(stock()).isEqualTo(before - 1);
    }

    @Test
    void whatIsMissingInStockIsShownAndForced() {
        String rare = persistently(keeper, "products", Map.of("sku", "RARE", "name", "Rare part", "kind", "goods"));
        Map<String, Object> request = request("none");
        request.put("parts", List.of(part("add", rare)));
        String order = repair(ticket(), request);
        step(order, "confirm").expect(200);
        step(order, "start").expect(200);
        step(order, "finish").expect(200);

        JsonNode shown = awaitUntil(
                "the shortfall",
                () -> read(order),
                present -> present.at("/consumption/state").asText().equals("rejected"));

        assertThat(shown.at("/consumption/shortfall/0/needed").intValue()).isEqualTo(1);
        assertThat(shown.at("/consumption/shortfall/0/available").intValue()).isZero();
        repairer.post("repair-orders/" + order + "/finish", Map.of("force", true))
                .expect(200);
        await(order, "state", "repaired");
    }

    @Test
    void theCustomersCompanySeesHowFarTheRepairIsAndNothingElseOfIt() {
        String company = customer(Map.of("name", "Carpets Ltd"));
        Caller carl = actingFor("carl", customer(Map.of("name", "Carl", "parentId", company)));
        String carlaId = customer(Map.of("name", "Carla", "parentId", company));
        Caller carla = actingFor("carla", carlaId);
        Caller dora = actingFor("dora", customer(Map.of("name", "Dora")));
        String ticket = ticket(carlaId);
        Map<String, Object> request = request("before");
        request.put("repairNotes", "Beware of this customer");
        String order = repair(ticket, request);
        step(order, "confirm").expect(200);

        for (Caller customer : List.of(carl, carla)) {
            Answer seen = awaitUntil(
                    "the repair in the portal",
                    () -> customer.get("portal/tickets/" + ticket),
                    shown -> shown.at("/progress/0/state").equals("confirmed"));
            assertThat(seen.body().at("/progress/0/facts").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("product", "quantity", "serialNumber");
            assertThat(seen.text()).doesNotContain("Beware", "115.00", "Replace the bulb", "agnes");
            assertThat(customer.get("portal/tickets/" + ticket + "/messages")
                            .expect(200)
                            .body()
                            .path("items"))
                    .isEmpty();
        }
        dora.get("portal/tickets/" + ticket).expectProblem(404, "not-found");
        for (Caller customer : List.of(carl, carla, dora)) {
            customer.get("repair-orders/" + order).expect(403);
            customer.get("repair-orders/" + order + "/quotation.pdf").expect(403);
        }
    }

    private static Caller actingFor(String username, String customerId) {
        suite.processes().identity().actsFor(username, customerId);
        return suite.as(username);
    }

    private static String customer(Map<String, ?> form) {
        return agent.post("customers", form).expect(201).at("/id");
    }

    private static String ticket() {
        return ticket(customer);
    }

    private static String ticket(String customerId) {
        return agent.post(
                        "tickets",
                        Map.of(
                                "subject",
                                "It does not light",
                                "customerId",
                                customerId,
                                "teamId",
                                team,
                                "productId",
                                lamp,
                                "serialNumber",
                                "SN-1"))
                .expect(201)
                .at("/id");
    }

    private static Map<String, Object> request(String invoiceMethod) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("description", "It does not light");
        request.put("invoiceMethod", invoiceMethod);
        request.put("parts", List.of(part("add", bulb), part("remove", bulb)));
        request.put(
                "operations",
                List.of(Map.of(
                        "description",
                        "Replace the bulb",
                        "quantity",
                        1,
                        "unitPrice",
                        "50.00",
                        "taxIds",
                        List.of(tax))));
        request.put("quotationNotes", "Ready by Friday");
        return request;
    }

    private static Map<String, Object> part(String kind, String product) {
        return Map.of("kind", kind, "productId", product, "quantity", 1, "unitPrice", "50.00", "taxIds", List.of(tax));
    }

    private static String repair(String ticket, String invoiceMethod) {
        return repair(ticket, request(invoiceMethod));
    }

    /** Asks for a repair from the ticket and returns the order that came of it. */
    private static String repair(String ticket, Map<String, Object> request) {
        awaitUntil(
                "repairs from tickets",
                () -> agent.get("tickets/" + ticket + "/actions").body(),
                actions -> actions.path("services").findValuesAsText("kind").indexOf("repair") >= 0
                        && available(actions, "repair"));
        JsonNode action = agent.waiting(20)
                .once(UUID.randomUUID().toString())
                .post("tickets/" + ticket + "/repairs", request)
                .expect(201)
                .body();
        assertThat(action.path("status").asText()).isEqualTo("succeeded");
        return action.at("/documents/0/id").asText();
    }

    private static boolean available(JsonNode actions, String kind) {
        for (JsonNode service : actions.path("services")) {
            if (service.path("kind").asText().equals(kind)) {
                return service.path("available").asBoolean();
            }
        }
        return false;
    }

    private static JsonNode button(String ticket) {
        return agent.get("tickets/" + ticket + "/smart-buttons")
                .expect(200)
                .body()
                .at("/items/0");
    }

    private static String quotation(String order) {
        try (PDDocument document = Loader.loadPDF(agent.download("repair-orders/" + order + "/quotation.pdf"))) {
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer step(String order, String step) {
        return repairer.post("repair-orders/" + order + "/" + step, Map.of());
    }

    private static JsonNode read(String order) {
        return repairer.get("repair-orders/" + order).expect(200).body();
    }

    private static JsonNode await(String order, String field, String value) {
        return awaitUntil(
                field + " " + value,
                () -> read(order),
                shown -> shown.path(field).asText().equals(value));
    }

    private static JsonNode invoiceOf(JsonNode order) {
        return accountant
                .get("invoices/" + order.at("/invoice/id").asText())
                .expect(200)
                .body();
    }

    /** Invoices of the customer whose origin is this order. */
    private static long invoicesOf(String number) {
        JsonNode items = accountant
                .get("invoices?limit=200&customerId=" + customer)
                .expect(200)
                .body()
                .path("items");
        long count = 0;
        for (JsonNode item : items) {
            JsonNode invoice = accountant
                    .get("invoices/" + item.path("id").asText())
                    .expect(200)
                    .body();
            count += invoice.path("origin").asText().equals(number) ? 1 : 0;
        }
        return count;
    }

    private static int stock() {
        return awaitUntil(
                        "the stock of bulbs",
                        () -> keeper.get("stock?productId=" + bulb).body().at("/items/0/onHand"),
                        JsonNode::isNumber)
                .intValue();
    }

    private static List<String> moves(String reference) {
        List<String> moves = new ArrayList<>();
        for (JsonNode move : keeper.get("stock/moves?productId=" + bulb + "&reference=" + reference)
                .expect(200)
                .body()
                .path("items")) {
            moves.add(location(move.path("fromLocationId")) + " -> " + location(move.path("toLocationId")));
        }
        return moves;
    }

    private static String location(JsonNode id) {
        return keeper.get("locations/" + id.asText()).expect(200).at("/name");
    }

    /** Sends a POST until nothing that it names is on its way any more, and returns the id of what was made. */
    private static String persistently(Caller caller, String path, Map<String, ?> body) {
        Caller once = caller.once(UUID.randomUUID().toString());
        return awaitUntil("POST " + path, () -> once.post(path, body), answer -> answer.status() == 201)
                .at("/id");
    }

    private static <T> T awaitUntil(String what, Callable<T> question, Predicate<T> satisfied) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(question, satisfied::test);
    }
}
