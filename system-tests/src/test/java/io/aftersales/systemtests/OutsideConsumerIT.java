package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.systemtests.topics.ConsoleConsumer;
import io.aftersales.systemtests.topics.TopicRules;
import io.aftersales.testkit.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

/** Another system subscribes to the topics, with nothing but Kafka's own tools and the published contracts. */
class OutsideConsumerIT {

    private static RunningSuite suite;
    private static Desk desk;

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(OutsideConsumerIT.class, chosen -> chosen.only(RunningSuite.SERVICES));
        desk = Desk.setUp(suite);
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void kafkasConsoleConsumerReadsACreditNoteWithItsCloudEventsHeaders() {
        String customer = desk.customer("Ada Example");
        String ticket = desk.ticket(customer);
        JsonNode invoice = desk.postedInvoice(customer, "100.00");
        JsonNode action = desk.refund(ticket, Map.of("invoiceId", id(invoice), "method", "full", "reason", "Broken"));
        JsonNode document = action.at("/documents/0");

        List<Message> posted = suite.topics().readAll().stream()
                .filter(any -> any.topic().equals("credit-note-posted"))
                .toList();
        Message message = ConsoleConsumer.read(
                        suite.processes().broker().bootstrapServers(),
                        "credit-note-posted",
                        posted.size(),
                        System.out::println)
                .stream()
                .filter(read -> id(document).equals(read.key()))
                .findFirst()
                .orElseThrow();

        assertThat(message.header("ce_specversion")).isEqualTo("1.0");
        assertThat(message.header("ce_id")).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-.*");
        assertThat(message.type()).isEqualTo("io.aftersales.credit-note-posted.v1");
        assertThat(message.header("ce_source")).isEqualTo("/accounting");
        assertThat(message.subject()).isEqualTo(id(document));
        assertThat(message.key()).isEqualTo(message.subject());
        assertThat(message.correlationId()).isEqualTo(id(action));
        assertThat(message.causationId()).isEqualTo(commandOf(action).header("ce_id"));
        assertThat(message.sequence()).isEqualTo(1);
        assertThat(message.header("ce_time")).endsWith("Z");
        assertThat(message.header("traceparent")).startsWith("00-");
        assertThat(message.header("content-type")).isEqualTo("application/json");
        assertThat(message.text("/number")).isEqualTo(document.path("number").asText());
        assertThat(message.text("/total/amount")).isEqualTo("115.00");
        assertThat(message.text("/ticketId")).isEqualTo(ticket);
        assertThat(message.text("/actionId")).isEqualTo(id(action));
        assertThat(TopicRules.brokenContracts(List.of(message))).isEmpty();
    }

    @Test
    void everyMessageOfARunKeepsItsContract() throws Exception {
        List<String> actions = liveADay();
        LedgerCheck.assertClean(suite, actions);

        List<Message> messages = suite.topics().readAll();

        System.out.println("Messages of a run, by topic:");
        new TreeMap<>(messages.stream().collect(groupingBy(Message::topic, counting())))
                .forEach((topic, count) -> System.out.printf("  %-32s %4d%n", topic, count));
        assertThat(messages)
                .extracting(Message::topic)
                .as("topics that are written")
                .contains(
                        "reverse-invoice",
                        "credit-note-drafted",
                        "credit-note-posted",
                        "credit-note-cancelled",
                        "invoice-reversal-rejected",
                        "invoice-drafted",
                        "invoice-posted",
                        "invoice-cancelled",
                        "invoice-payment-state-changed",
                        "ticket-created",
                        "ticket-changed",
                        "ticket-closed",
                        "customer-changed",
                        "company-settings-changed",
                        "service-announced");
        assertThat(TopicRules.brokenContracts(messages)).isEmpty();
        assertThat(TopicRules.gaps(messages)).isEmpty();
        assertThat(TopicRules.disorder(messages)).isEmpty();
        assertThat(TopicRules.sharedIds(messages)).isEmpty();
    }

    /** A bit of everything that the two services do, so that every message type is written. */
    private static List<String> liveADay() {
        List<String> actions = new ArrayList<>();
        String customer = desk.customer("Bob Example");
        String ticket = desk.ticket(customer);

        JsonNode credited = desk.postedInvoice(customer, "10.00", "20.00");
        JsonNode partial = desk.refund(ticket, Map.of("invoiceId", id(credited), "method", "partial"));
        actions.add(id(partial));
        String note = id(partial.at("/documents/0"));
        desk.agent()
                .patch(
                        "credit-notes/" + note,
                        desk.agent().get("credit-notes/" + note).etag(),
                        Map.of("reason", "Agreed by telephone"))
                .expect(200);
        desk.agent().post("credit-notes/%s/confirm".formatted(note), Map.of()).expect(200);
        actions.add(id(desk.refund(ticket, Map.of("invoiceId", id(credited), "method", "full"))));

        JsonNode copied = desk.postedInvoice(customer, "30.00");
        actions.add(id(desk.refund(ticket, Map.of("invoiceId", id(copied), "method", "full-and-new-draft"))));

        JsonNode paid = desk.postedInvoice(customer, "40.00");
        desk.accountant()
                .post(
                        "invoices/%s/payments".formatted(id(paid)),
                        Map.of("amount", Map.of("amount", "46.00", "currency", "EUR")))
                .expect(201);
        JsonNode dropped = desk.refund(ticket, Map.of("invoiceId", id(paid)));
        actions.add(id(dropped));
        desk.accountant()
                .post("credit-notes/%s/cancel".formatted(id(dropped.at("/documents/0"))), Map.of())
                .expect(200);
        String unwanted = desk.draftInvoice(customer, "50.00").at("/id");
        desk.accountant()
                .post("invoices/%s/cancel".formatted(unwanted), Map.of())
                .expect(200);

        desk.agent().post("tickets/%s/close".formatted(ticket), Map.of()).expect(200);
        desk.agent().post("tickets/%s/reopen".formatted(ticket), Map.of()).expect(200);
        return actions;
    }

    private static Message commandOf(JsonNode action) {
        return suite.topics().readAll().stream()
                .filter(message -> message.topic().equals("reverse-invoice"))
                .filter(message -> id(action).equals(message.correlationId()))
                .findFirst()
                .orElseThrow();
    }

    private static String id(JsonNode document) {
        return document.path("id").asText();
    }
}
