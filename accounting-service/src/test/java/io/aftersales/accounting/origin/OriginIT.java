package io.aftersales.accounting.origin;

import io.aftersales.accounting.books.Books;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

/** Invoices that another service asks for, and takes back. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class OriginIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void anInvoiceIsDraftedAsItWasQuoted() {
        UUID customer = Books.customer();
        UUID tax = Books.tax("20");
        Ask ask = Ask.by(customer)
                .with("notes", "Ready by Friday")
                .with(
                        "lines",
                        List.of(
                                Ask.line("Switch", "1", "50.00", "15", tax),
                                Ask.line("Replace the switch", "1", "50.00", "15", tax)))
                .send();

        Message drafted = ask.drafted();

        assertThat(drafted.text("/total/amount")).isEqualTo("115.00");
        assertThat(drafted.text("/origin")).isEqualTo("RO/00042");
        assertThat(drafted.text("/state")).isEqualTo("draft");
        JsonPath invoice = Books.invoice(ask.invoiceId());
        assertThat(invoice.getString("customerId")).isEqualTo(customer.toString());
        assertThat(invoice.getString("notes")).isEqualTo("Ready by Friday");
        assertThat(invoice.getString("created.name")).isEqualTo("Rita Repair");
        assertThat(invoice.getList("lines.description")).containsExactly("Switch", "Replace the switch");
        assertThat(invoice.getList("lines.taxRate", Integer.class)).containsExactly(15, 15);
    }

    @Test
    void theSameAskTwiceIsOneInvoiceAndAnsweredTwice() {
        UUID customer = Books.customer();
        Ask ask = Ask.by(customer).send();
        ask.drafted();

        kafka.send(ask.command());

        List<Message> told = kafka.awaitAtLeast(2, "invoice-drafted", KafkaProbe.ofAction(ask.actionId()));
        assertThat(told)
                .extracting(message -> message.text("/invoiceId"))
                .containsOnly(ask.invoiceId().toString());
        assertThat(told).extracting(Message::sequence).containsOnly(1L);
        assertInvoices(customer, 1);
    }

    @Test
    void theNextAttemptIsAnotherInvoice() {
        UUID customer = Books.customer();
        Ask first = Ask.by(customer).send();
        first.drafted();
        first.cancel();
        kafka.awaitOfAction("invoice-cancelled", first.actionId());

        Ask second = first.again().send();

        assertThat(second.invoiceId()).isNotEqualTo(first.invoiceId());
        assertInvoices(customer, 2);
    }

    @Test
    void aCancellationThatOvertakesItsAskLeavesNoInvoice() {
        UUID customer = Books.customer();
        Ask ask = Ask.by(customer).cancel();
        assertThat(ask.refusalOfCancellation()).isEqualTo("no-draft-invoice");

        ask.send();

        assertThat(ask.refusal()).isEqualTo("origin-cancelled");
        assertInvoices(customer, 0);
    }

    @Test
    void whicheverComesFirstNoInvoiceIsLeftWhenAskAndCancellationRace() {
        UUID customer = Books.customer();
        List<Ask> asks = IntStream.range(0, 30).mapToObj(i -> Ask.by(customer)).toList();

        asks.parallelStream().forEach(ask -> {
            if (ask.actionId().getLeastSignificantBits() % 2 == 0) {
                ask.send().cancel();
            } else {
                ask.cancel().send();
            }
        });

        Awaitility.await("an answer to every ask")
                .atMost(Duration.ofSeconds(30))
                .until(() -> asks.stream().allMatch(this::isOver));
        assertThat(states(customer)).doesNotContain("draft", "posted");
    }

    @Test
    void aDraftIsCancelledAndAPostedInvoiceIsNot() {
        UUID customer = Books.customer();
        Ask drafted = Ask.by(customer).send();
        drafted.drafted();
        Ask posted = Ask.by(customer).send();
        Books.post(posted.invoiceId()).statusCode(200);

        drafted.cancel();
        posted.cancel();

        Message cancelled = kafka.awaitOfAction("invoice-cancelled", drafted.actionId());
        assertThat(cancelled.text("/invoiceId")).isEqualTo(drafted.invoiceId().toString());
        assertThat(posted.refusalOfCancellation()).isEqualTo("posted-is-immutable");
        assertThat(Books.invoice(posted.invoiceId()).getString("state")).isEqualTo("posted");
        drafted.cancel();
        assertThat(drafted.refusalOfCancellation()).isEqualTo("document-cancelled");
    }

    @Test
    void aCustomerThatIsOnItsWayIsWaitedFor() {
        UUID customer = UUID.randomUUID();
        Ask ask = Ask.by(customer).send();
        Ask.by(Books.customer()).send().drafted();

        Books.tellCustomer(customer, customer, 1);

        assertThat(ask.drafted().text("/customerId")).isEqualTo(customer.toString());
    }

    @Test
    void anAskThatIsTakenBackWhileItWaitsForItsCustomerIsRefused() {
        UUID customer = UUID.randomUUID();
        Ask ask = Ask.by(customer).send();
        ask.cancel();
        assertThat(ask.refusalOfCancellation()).isEqualTo("no-draft-invoice");

        Books.tellCustomer(customer, customer, 1);

        assertThat(ask.refusal()).isEqualTo("origin-cancelled");
        assertInvoices(customer, 0);
    }

    @Test
    void whatCannotBeDraftedIsRefused() {
        UUID customer = Books.customer();
        assertThat(Ask.by(customer).with("currency", "USD").send().refusal()).isEqualTo("currency-mismatch");
        assertThat(Ask.by(customer)
                        .with("lines", List.of(Ask.line("Switch", "1", "1.00", "15", UUID.randomUUID())))
                        .send()
                        .refusal())
                .isEqualTo("unknown-tax");
        Ask nothing = Ask.by(customer).with("lines", List.of());
        kafka.send(nothing.command().header("ce_source", "/broken"));
        assertThat(nothing.refusal()).isEqualTo("invalid-request");
    }

    /** The ask was refused, or what came of it was cancelled. */
    private boolean isOver(Ask ask) {
        return !kafka.on("invoice-draft-rejected", KafkaProbe.ofAction(ask.actionId()))
                        .isEmpty()
                || !kafka.on("invoice-cancelled", KafkaProbe.ofAction(ask.actionId()))
                        .isEmpty();
    }

    private static List<String> states(UUID customer) {
        return Rest.as(Books.ACCOUNTANT)
                .queryParam("customerId", customer)
                .queryParam("limit", 200)
                .get("/invoices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.state", String.class);
    }

    private static void assertInvoices(UUID customer, int count) {
        Rest.as(Books.ACCOUNTANT)
                .queryParam("customerId", customer)
                .get("/invoices")
                .then()
                .statusCode(200)
                .body("items", hasSize(count));
    }
}
