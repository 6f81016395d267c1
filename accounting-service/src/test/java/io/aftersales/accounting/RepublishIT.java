package io.aftersales.accounting;

import io.aftersales.accounting.books.Books;
import io.aftersales.accounting.books.Books.Refund;
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
    }

    private static UUID action(Message credited) {
        return UUID.fromString(credited.text("/actionId"));
    }
}
