package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.accounting.books.Ledger;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.aftersales.accounting.books.Books.confirm;
import static io.aftersales.accounting.books.Books.creditNote;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.invoice;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.lineIds;
import static io.aftersales.accounting.books.Books.pay;
import static io.aftersales.accounting.books.Books.posted;
import static io.aftersales.accounting.books.Books.tax;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RefundConcurrencyIT {

    private static final ExecutorService CALLERS = Executors.newFixedThreadPool(16);

    private final KafkaProbe kafka = KafkaProbe.shared();

    @AfterAll
    static void dismissTheCallers() {
        CALLERS.shutdown();
    }

    @AfterEach
    void theBooksAgree() {
        assertThat(Ledger.balance()).isZero();
        assertThat(Ledger.receivableLessResiduals()).isZero();
        assertThat(Ledger.invoicesAgainstSettlements()).isZero();
        assertThat(Ledger.linesAgainstCreditNotes()).isZero();
        assertThat(Ledger.number("select count(*) from dead_letter")).isZero();
    }

    @Test
    void ofTwoFullRefundsAtOnceOneIsPostedAndTheOtherRejected() {
        UUID company = customer();
        UUID invoice = posted(company, line("2", "100", tax("15")));
        Refund one = Refund.of(invoice, company).method("full");
        Refund other = Refund.of(invoice, company).method("full");

        one.send();
        other.send();

        Awaitility.await()
                .until(() -> outcomes(one).size() == 1 && outcomes(other).size() == 1);
        assertThat(Stream.concat(outcomes(one).stream(), outcomes(other).stream()))
                .extracting(Message::topic)
                .containsExactlyInAnyOrder("credit-note-posted", "invoice-reversal-rejected");
    }

    @Test
    void threeHundredRefundsGetConsecutiveNumbers() {
        UUID company = customer();
        List<Refund> refunds = IntStream.range(0, 300)
                .mapToObj(i -> Refund.of(posted(company, line("1", "10")), company)
                        .method("full")
                        .with("date", "2007-06-01"))
                .toList();

        inParallel(
                refunds.stream().<Supplier<Object>>map(refund -> refund::send).toList());

        List<String> numbers = refunds.stream()
                .map(refund -> refund.posted().text("/number"))
                .sorted()
                .toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, 300)
                        .mapToObj("RINV/2007/%05d"::formatted)
                        .toList());
    }

    @Test
    void twoDraftsConfirmedAtOnceNeverExceedTheInvoice() {
        UUID company = customer();
        for (int round = 0; round < 10; round++) {
            UUID invoice = posted(company, line("3", "0.05", tax("15")));
            UUID lineId = lineIds(invoice).get(0);
            List<UUID> drafts = IntStream.range(0, 4)
                    .mapToObj(i -> Refund.of(invoice, company)
                            .method("partial")
                            .line(lineId, "1", null)
                            .send()
                            .draftId())
                    .toList();

            List<Object> statuses = inParallel(drafts.stream()
                    .<Supplier<Object>>map(
                            draft -> () -> confirm(draft).extract().statusCode())
                    .toList());

            assertThat(statuses).containsExactlyInAnyOrder(200, 200, 200, 422);
            assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
        }
    }

    @Test
    void commandsInBatchesAndConfirmsOverRestAllGetTheirAnswer() {
        UUID company = customer();
        List<UUID> invoices = IntStream.range(0, 40)
                .mapToObj(i -> posted(company, line("4", "10", tax("15"))))
                .toList();
        List<UUID> drafts = new ArrayList<>();
        for (UUID invoice : invoices) {
            drafts.add(Refund.of(invoice, company)
                    .method("partial")
                    .line(lineIds(invoice).get(0), "1", null)
                    .send()
                    .draftId());
        }
        List<Refund> refunds = invoices.stream()
                .map(invoice -> Refund.of(invoice, company).method("full"))
                .toList();

        List<Supplier<Object>> calls = new ArrayList<>();
        for (int i = 0; i < invoices.size(); i++) {
            // Against the order of the commands, so that whoever locks in the order of arrival meets the others
            // crosswise.
            UUID draft = drafts.get(invoices.size() - 1 - i);
            UUID invoice = invoices.get(invoices.size() - 1 - i);
            Refund refund = refunds.get(i);
            calls.add(refund::send);
            calls.add(() -> confirm(draft).extract().statusCode());
            calls.add(() -> pay(invoice, "1").extract().statusCode());
        }
        List<Object> results = inParallel(calls);

        assertThat(results.stream().filter(Integer.class::isInstance)).isSubsetOf(200, 201, 422);
        for (Refund refund : refunds) {
            assertThat(refund.posted().text("/state")).isEqualTo("posted");
            assertThat(outcomes(refund)).hasSize(1);
        }
        for (int i = 0; i < invoices.size(); i++) {
            assertThat(creditNote(drafts.get(i)).getString("state")).isIn("draft", "posted");
            assertThat(invoice(invoices.get(i)).getString("residual.amount")).isEqualTo("0.00");
        }
    }

    private List<Message> outcomes(Refund refund) {
        return Stream.of("credit-note-posted", "credit-note-drafted", "invoice-reversal-rejected")
                .flatMap(topic -> kafka.on(topic, KafkaProbe.ofAction(refund.actionId())).stream())
                .toList();
    }

    private static List<Object> inParallel(List<Supplier<Object>> calls) {
        List<CompletableFuture<Object>> running = calls.stream()
                .map(call -> CompletableFuture.supplyAsync(call, CALLERS))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
