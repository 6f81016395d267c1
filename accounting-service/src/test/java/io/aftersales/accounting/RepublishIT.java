package io.aftersales.accounting;

import io.aftersales.accounting.books.Books;
import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.accounting.books.Ledger;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RepublishIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void tellsThePresentStateOfEverythingAgainUnderItsUnchangedSequence() {
        UUID company = Books.customer();
        UUID draft = Books.drafted(Books.draft(company, Books.line("1", "10")));
        UUID invoice = Books.posted(company, Books.line("1", "10"));
        UUID tax = Books.tax("19");
        Message credited = Refund.of(invoice, company).method("full").send().posted();
        kafka.await("invoice-payment-state-changed", invoice);

        Rest.as("operator").post("/admin/accounting/republish").then().statusCode(200);

        List<Message> drafted = kafka.awaitAtLeast(2, "invoice-drafted", KafkaProbe.keyed(draft));
        assertThat(drafted).extracting(Message::sequence).containsExactly(1L, 1L);
        Message told = kafka.awaitAtLeast(2, "invoice-posted", KafkaProbe.keyed(invoice))
                .get(1);
        assertThat(told.sequence()).isEqualTo(3);
        assertThat(told.text("/paymentState")).isEqualTo("reversed");
        Message again = kafka.awaitAtLeast(2, "credit-note-posted", KafkaProbe.ofAction(action(credited)))
                .get(1);
        assertThat(again.payload()).isEqualTo(credited.payload());
        assertThat(again.sequence()).isEqualTo(credited.sequence());
        assertThat(kafka.awaitAtLeast(2, "tax-changed", KafkaProbe.keyed(tax)))
                .extracting(Message::sequence)
                .containsExactly(1L, 1L);
    }

    @Test
    void aTaxThatWasNeverToldAboutIsToldForTheFirstTime() {
        UUID tax = Books.tax("7");
        kafka.await("tax-changed", tax);
        // As if it had been there before taxes were told about.
        assertThat(Ledger.refusalOf("update tax set event_sequence = 0 where id = '%s'".formatted(tax)))
                .isNull();

        Rest.as("operator").post("/admin/accounting/republish").then().statusCode(200);

        assertThat(kafka.awaitAtLeast(2, "tax-changed", KafkaProbe.keyed(tax)))
                .extracting(Message::sequence)
                .containsExactly(1L, 1L);
        assertThat(Ledger.number("select event_sequence from tax where id = '%s'".formatted(tax)))
                .isEqualByComparingTo("1");
    }

    private static UUID action(Message credited) {
        return UUID.fromString(credited.text("/actionId"));
    }
}
