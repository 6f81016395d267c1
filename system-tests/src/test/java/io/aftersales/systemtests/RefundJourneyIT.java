package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.fault.AtOnce;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/** An agent refunds invoices from tickets, through the gateway, in every way that there is. */
class RefundJourneyIT {

    private static RunningSuite suite;
    private static Desk desk;

    private final String customer = desk.customer("Ada Example");
    private final String ticket = desk.ticket(customer);

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(RefundJourneyIT.class, chosen -> chosen.only(RunningSuite.SERVICES));
        desk = Desk.setUp(suite);
    }

    @AfterAll
    static void stop() throws SQLException {
        try (RunningSuite closed = suite) {
            LedgerCheck.assertClean(closed, List.of());
        }
    }

    @Test
    void aFullRefundIsPostedAndShownAsASmartButton() {
        JsonNode invoice = desk.postedInvoice(
                customer, List.of(desk.line("Chair", 2, "100.00"), desk.line("Cushion", 3, "10.50")));
        assertThat(invoice.at("/total/amount").asText()).isEqualTo("266.23");
        assertThat(desk.smartButtons(ticket)).isEmpty();

        JsonNode action = desk.refund(ticket, full(invoice, "Broken"));

        assertThat(action.path("status").asText()).isEqualTo("succeeded");
        assertThat(action.at("/requestedBy/name").asText()).isEqualTo("Agnes Agent");
        JsonNode document = action.at("/documents/0");
        assertThat(document.path("type").asText()).isEqualTo("credit-note");
        assertThat(document.path("state").asText()).isEqualTo("posted");
        assertThat(document.path("number").asText()).matches("RINV/\\d{4}/\\d{5}");

        JsonNode button = desk.smartButtons(ticket).path(0);
        assertThat(button.path("kind").asText()).isEqualTo("credit-notes");
        assertThat(button.path("label").asText()).isEqualTo("Credit Notes");
        assertThat(button.path("count").asInt()).isEqualTo(1);
        assertThat(button.path("href").asText()).isEqualTo(document.path("href").asText());
        assertThat(button.at("/documents/0/facts").toString()).contains("266.23");
        assertThat(desk.agent().get("tickets/" + ticket).body().path("smartButtons"))
                .isEqualTo(desk.smartButtons(ticket));

        JsonNode note = desk.agent()
                .get("credit-notes/" + document.path("id").asText())
                .expect(200)
                .body();
        assertThat(note.at("/total/amount").asText()).isEqualTo("266.23");
        assertThat(note.at("/tax/amount").asText()).isEqualTo("34.73");
        assertThat(note.path("reference").asText())
                .isEqualTo("Reversal of: %s, Broken"
                        .formatted(invoice.path("number").asText()));
        assertThat(note.path("dueDate")).isEqualTo(note.path("date"));
        JsonNode after = desk.invoice(id(invoice));
        assertThat(after.path("paymentState").asText()).isEqualTo("reversed");
        assertThat(after.at("/residual/amount").asText()).isEqualTo("0.00");

        assertThat(desk.chatter(ticket))
                .contains("automatic | Agnes Agent | ")
                .contains("automatic | accounting | ")
                .contains(document.path("number").asText());
    }

    @Test
    void aFullRefundWithANewDraftLeavesACorrectableCopy() {
        JsonNode invoice = desk.postedInvoice(customer, "100.00", "31.50");

        JsonNode action = desk.refund(ticket, Map.of("invoiceId", id(invoice), "method", "full-and-new-draft"));

        assertThat(action.path("status").asText()).isEqualTo("succeeded");
        JsonNode copy = document(action, "invoice");
        JsonNode draft = desk.invoice(copy.path("id").asText());
        assertThat(draft.path("state").asText()).isEqualTo("draft");
        assertThat(draft.path("duplicateOf").asText()).isEqualTo(id(invoice));
        assertThat(draft.path("number").asText("")).isEmpty();
        assertThat(draft.path("date").asText("")).isEmpty();
        assertThat(draft.at("/total/amount").asText()).isEqualTo("151.23");
        assertThat(desk.invoice(id(invoice)).path("paymentState").asText()).isEqualTo("reversed");
        assertThat(desk.creditNote(document(action, "credit-note").path("id").asText())
                        .path("reference")
                        .asText())
                .isEqualTo("Reversal of: " + invoice.path("number").asText());
        assertThat(desk.smartButtons(ticket).path(0).path("count").asInt()).isEqualTo(1);

        Answer corrected = desk.accountant()
                .patch(
                        "invoices/" + copy.path("id").asText(),
                        desk.accountant()
                                .get("invoices/" + copy.path("id").asText())
                                .etag(),
                        Map.of("lines", List.of(desk.line("Corrected", 1, "90.00"))));
        corrected.expect(200);
        Answer posted = desk.accountant()
                .post("invoices/%s/post".formatted(copy.path("id").asText()), Map.of());
        assertThat(posted.expect(200).at("/total/amount")).isEqualTo("103.50");
    }

    @Test
    void aRefundAboveTheAgentsLimitWaitsForAnAccountantAndWhatItLeavesIsSetOffAndPaidOut() {
        JsonNode invoice = desk.postedInvoice(customer, List.of(desk.line("Chair", 1, "100.00")));
        String total = invoice.at("/total/amount").asText();
        desk.accountant()
                .post(
                        "invoices/%s/payments".formatted(id(invoice)),
                        Map.of("amount", Map.of("amount", "60.00", "currency", "EUR")))
                .expect(201);
        limitAgnes("10.00");

        JsonNode action = desk.refund(ticket, full(invoice, "Broken"));
        limitAgnes(null);

        String note = document(action, "credit-note").path("id").asText();
        assertThat(action.at("/warnings/0/code").asText()).isEqualTo("awaits-accountant");
        assertThat(desk.smartButtons(ticket)).isEmpty();
        assertThat(desk.chatter(ticket)).contains("an accountant confirms it");
        desk.accountant()
                .post("credit-notes/%s/confirm".formatted(note), Map.of())
                .expect(200);
        Awaitility.await().until(() -> desk.smartButtons(ticket).size() == 1);
        assertThat(desk.smartButtons(ticket).at("/0/documents/0/facts").toString())
                .contains(total);
        assertThat(desk.invoice(id(invoice)).path("paymentState").asText()).isEqualTo("reversed");

        Answer credits = desk.accountant()
                .get("outstanding-credits?customerId=" + customer)
                .expect(200);
        assertThat(credits.at("/items/0/kind")).isEqualTo("payment");
        assertThat(credits.at("/items/0/residual/amount")).isEqualTo("60.00");
        String credit = "outstanding-credits/" + credits.at("/items/0/id");
        JsonNode next = desk.postedInvoice(customer, List.of(desk.line("Cushion", 1, "20.00")));
        Answer allocation = desk.accountant().post(credit + "/allocate", Map.of("invoiceId", id(next)));
        assertThat(allocation.expect(201).at("/invoicePaymentState")).isEqualTo("paid");
        desk.accountant()
                .post(credit + "/payout", Map.of("amount", Map.of("amount", "60.00", "currency", "EUR")))
                .expectProblem(422, "exceeds-outstanding-credit");
        desk.accountant()
                .post(
                        credit + "/payout",
                        Map.of("amount", Map.of("amount", allocation.at("/residual/amount"), "currency", "EUR")))
                .expect(201);
        assertThat(desk.accountant()
                        .get("outstanding-credits?customerId=" + customer)
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(desk.agent()
                        .get("invoices/%s/history".formatted(id(invoice)))
                        .expect(200)
                        .body()
                        .findValuesAsText("action"))
                .containsExactly("created", "posted", "paid", "payment-released", "credited", "allocated", "paid-out");
    }

    /** @param amount the most that Agnes may refund at once; null for no limit */
    private static void limitAgnes(String amount) {
        List<?> agents = amount == null
                ? List.of()
                : List.of(Map.of("sub", "agnes", "limit", Map.of("amount", amount, "currency", "EUR")));
        String version = desk.accountant().get("refund-policy").expect(200).etag();
        desk.accountant()
                .patch("refund-policy", version, Map.of("agents", agents))
                .expect(200);
    }

    @Test
    void aPartialRefundIsADraftUntilTheAgentConfirmsIt() {
        JsonNode invoice = desk.postedInvoice(customer, List.of(desk.line("Lamp", 4, "25.00")));

        JsonNode action = desk.refund(
                ticket,
                Map.of(
                        "invoiceId",
                        id(invoice),
                        "method",
                        "partial",
                        "reason",
                        "One is broken",
                        "lines",
                        List.of(Map.of(
                                "invoiceLineId", invoice.at("/lines/0/id").asText(), "quantity", 2))));

        assertThat(action.path("status").asText()).isEqualTo("succeeded");
        JsonNode document = document(action, "credit-note");
        assertThat(document.path("state").asText()).isEqualTo("draft");
        assertThat(desk.smartButtons(ticket)).as("a draft is no smart button").isEmpty();
        assertThat(desk.invoice(id(invoice)).path("paymentState").asText()).isEqualTo("not_paid");

        String path = "credit-notes/" + document.path("id").asText();
        Answer draft = desk.agent().get(path).expect(200);
        Answer edited = desk.agent()
                .patch(
                        path,
                        draft.etag(),
                        Map.of(
                                "lines",
                                List.of(Map.of(
                                        "invoiceLineId",
                                        invoice.at("/lines/0/id").asText(),
                                        "quantity",
                                        1))))
                .expect(200);
        assertThat(edited.at("/total/amount")).isEqualTo("28.75");
        Answer confirmed = desk.agent().post(path + "/confirm", Map.of()).expect(200);

        Awaitility.await("the smart button")
                .atMost(Duration.ofSeconds(20))
                .until(() -> desk.smartButtons(ticket)
                        .path(0)
                        .at("/documents/0/number")
                        .asText()
                        .equals(confirmed.at("/number")));
        JsonNode after = desk.invoice(id(invoice));
        assertThat(after.path("paymentState").asText()).isEqualTo("partial");
        assertThat(after.at("/residual/amount").asText()).isEqualTo("86.25");
        assertThat(desk.chatter(ticket)).contains(confirmed.at("/number"));
    }

    @Test
    void aPaidInvoiceHasNoMethodAndIsRefundedByADraft() {
        JsonNode invoice = desk.postedInvoice(customer, "40.00");
        pay(invoice, "46.00").expect(201);
        assertThat(desk.invoice(id(invoice)).path("paymentState").asText()).isEqualTo("paid");

        JsonNode refused = desk.refund(ticket, full(invoice, "Broken"));
        assertThat(refused.path("status").asText()).isEqualTo("rejected");
        assertThat(refused.at("/rejection/code").asText()).isEqualTo("credit-method-unavailable");

        JsonNode action = desk.refund(ticket, Map.of("invoiceId", id(invoice), "reasonCode", "damaged"));
        assertThat(action.path("status").asText()).isEqualTo("succeeded");
        JsonNode document = document(action, "credit-note");
        assertThat(document.path("state").asText()).isEqualTo("draft");

        JsonNode note = desk.accountant()
                .post("credit-notes/%s/confirm".formatted(document.path("id").asText()), Map.of())
                .expect(200)
                .body();
        assertThat(note.at("/residual/amount").asText()).isEqualTo("46.00");
        assertThat(desk.invoice(id(invoice)).path("paymentState").asText()).isEqualTo("paid");
    }

    @Test
    void aFullRefundOfAPartlyPaidInvoiceSaysThatItReleasesThePayment() {
        JsonNode invoice = desk.postedInvoice(customer, "100.00");
        pay(invoice, "15.00").expect(201);

        JsonNode action = desk.refund(ticket, full(invoice, null));

        JsonNode note =
                desk.creditNote(document(action, "credit-note").path("id").asText());
        assertThat(note.at("/total/amount").asText()).isEqualTo("115.00");
        assertThat(note.at("/releasedPayments/amount").asText()).isEqualTo("15.00");
        assertThat(action.at("/warnings/0/code").asText()).isEqualTo("payments-released");
        assertThat(desk.chatter(ticket)).contains("15.00");
    }

    @Test
    void whatIsRefusedSaysWhy() {
        JsonNode invoice = desk.postedInvoice(customer, "10.00");
        assertThat(outcome(Map.of("invoiceId", id(invoice)))).isEqualTo("credit-method-required");
        JsonNode foreign = desk.postedInvoice(desk.customer("Somebody else"), "10.00");
        assertThat(outcome(full(foreign, null))).isEqualTo("foreign-invoice");
        String draft = desk.draftInvoice(customer, "10.00").at("/id");
        assertThat(outcome(Map.of("invoiceId", draft, "method", "full"))).isEqualTo("invoice-not-posted");
        assertThat(desk.chatter(ticket)).contains("Rejected");
        assertThat(desk.smartButtons(ticket)).isEmpty();
    }

    @Test
    void whoPrefersToWaitGetsTheOutcomeAtOnce() {
        JsonNode invoice = desk.postedInvoice(customer, "10.00");
        String path = "tickets/%s/refunds".formatted(ticket);

        Answer done = desk.agent().once(Desk.newKey()).waiting(10).post(path, full(invoice, null));
        assertThat(done.expect(201).at("/status")).isEqualTo("succeeded");
        assertThat(done.header("Location")).endsWith("/tickets/%s/actions/%s".formatted(ticket, done.at("/id")));
        assertThat(done.at("/documents/0/number")).startsWith("RINV/");

        desk.agent()
                .once(Desk.newKey())
                .waiting(10)
                .post(path, full(invoice, null))
                .expectProblem(409, "nothing-left-to-credit");
    }

    @Test
    void oneRequestSentFiftyTimesAtOnceMakesOneCreditNote() throws SQLException {
        JsonNode invoice = desk.postedInvoice(customer, "10.00");
        String key = Desk.newKey();

        List<Answer> answers = AtOnce.run(50, number -> desk.askForRefund(ticket, key, full(invoice, "Once")));

        Set<String> actions = answers.stream()
                .peek(answer ->
                        assertThat(answer.status()).as(answer.toString()).isIn(202, 409))
                .filter(answer -> answer.status() == 202)
                .map(answer -> answer.at("/id"))
                .collect(toSet());
        assertThat(actions).hasSize(1);
        desk.awaitOutcome(ticket, actions.iterator().next());
        assertThat(desk.smartButtons(ticket).path(0).path("count").asInt()).isEqualTo(1);
        System.out.printf(
                "50 times at once with one key: %d accepted as one action, %d told that it is in progress%n",
                answers.stream().filter(answer -> answer.status() == 202).count(),
                answers.stream().filter(answer -> answer.status() == 409).count());
        LedgerCheck.assertClean(suite, actions);
    }

    @Test
    void ofTwoFullRefundsOfOneInvoiceAtOnceOneIsPosted() {
        JsonNode invoice = desk.postedInvoice(customer, "10.00");
        String otherTicket = desk.ticket(customer);
        List<String> tickets = List.of(ticket, otherTicket);

        List<String> outcomes = AtOnce.run(
                        2,
                        number -> desk.askForRefund(tickets.get(number), Desk.newKey(), full(invoice, null))
                                .expect(202))
                .stream()
                .map(answer -> desk.awaitOutcome(answer.at("/ticketId"), answer.at("/id")))
                .map(action -> action.path("status").asText()
                        + action.at("/rejection/code").asText())
                .toList();

        assertThat(outcomes).containsExactlyInAnyOrder("succeeded", "rejectednothing-left-to-credit");
    }

    @Test
    void threeHundredRefundsByEightCallersGetConsecutiveNumbers() throws SQLException {
        int refunds = 300;
        List<JsonNode> invoices =
                AtOnce.run(refunds, 8, number -> desk.postedInvoice(customer, "%d.00".formatted(number + 1)));
        List<String> tickets =
                IntStream.range(0, 8).mapToObj(n -> desk.ticket(customer)).toList();

        List<Answer> asked = AtOnce.run(
                refunds,
                8,
                number -> desk.askForRefund(tickets.get(number % 8), Desk.newKey(), full(invoices.get(number), null))
                        .expect(202));
        List<String> actions = asked.stream().map(answer -> answer.at("/id")).toList();
        List<Integer> numbers = new ArrayList<>();
        for (Answer answer : asked) {
            JsonNode action = desk.awaitOutcome(answer.at("/ticketId"), answer.at("/id"));
            String number = document(action, "credit-note").path("number").asText();
            assertThat(number)
                    .startsWith(
                            "RINV/%d/".formatted(LocalDate.now(ZoneOffset.UTC).getYear()));
            numbers.add(Integer.parseInt(number.substring(number.lastIndexOf('/') + 1)));
        }

        int first = numbers.stream().mapToInt(number -> number).min().orElseThrow();
        assertThat(numbers.stream().sorted().toList())
                .isEqualTo(IntStream.range(first, first + refunds).boxed().toList());
        System.out.printf("300 refunds by 8 callers: numbers %d to %d%n", first, first + refunds - 1);
        LedgerCheck.assertClean(suite, actions);
    }

    private String outcome(Map<String, ?> request) {
        return desk.refund(ticket, request).at("/rejection/code").asText();
    }

    private static Answer pay(JsonNode invoice, String amount) {
        return desk.accountant()
                .post(
                        "invoices/%s/payments".formatted(id(invoice)),
                        Map.of("amount", Map.of("amount", amount, "currency", "EUR")));
    }

    private static Map<String, ?> full(JsonNode invoice, String reason) {
        return reason == null
                ? Map.of("invoiceId", id(invoice), "method", "full")
                : Map.of("invoiceId", id(invoice), "method", "full", "reason", reason);
    }

    private static JsonNode document(JsonNode action, String type) {
        for (JsonNode document : action.path("documents")) {
            if (document.path("type").asText().equals(type)) {
                return document;
            }
        }
        throw new AssertionError("no %s came out of %s".formatted(type, action));
    }

    private static String id(JsonNode document) {
        return document.path("id").asText();
    }
}
