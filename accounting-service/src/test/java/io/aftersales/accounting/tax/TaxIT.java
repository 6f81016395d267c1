package io.aftersales.accounting.tax;

import io.aftersales.accounting.books.Books;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class TaxIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void otherServicesAreToldOfATaxThatIsMadeChangedAndArchived() {
        UUID tax = Books.tax("15");
        patch(tax, Map.of("name", "VAT " + tax, "rate", 16.5)).statusCode(200).body("rate", equalTo(16.5f));
        patch(tax, Map.of("active", false)).statusCode(200).body("active", equalTo(false));

        List<Message> told = kafka.awaitAtLeast(3, "tax-changed", KafkaProbe.keyed(tax));

        assertThat(told).extracting(Message::sequence).containsExactly(1L, 2L, 3L);
        assertThat(told)
                .extracting(message -> message.payload().at("/rate").asText())
                .containsExactly("15", "16.5", "16.5");
        assertThat(told)
                .extracting(message -> message.payload().at("/active").asBoolean())
                .containsExactly(true, true, false);
        assertThat(told.get(1).text("/name")).isEqualTo("VAT " + tax);
    }

    @Test
    void aChangeThatIsRefusedIsToldNobody() {
        UUID tax = Books.tax("15");
        patch(tax, Map.of("rate", 101)).statusCode(422);
        patch(tax, Map.of("rate", 7)).statusCode(200);

        assertThat(kafka.awaitAtLeast(2, "tax-changed", KafkaProbe.keyed(tax)))
                .extracting(message -> message.payload().at("/rate").asText())
                .containsExactly("15", "7");
    }

    private static ValidatableResponse patch(UUID tax, Object patch) {
        return Rest.as(Books.ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .header(
                        "If-Match",
                        Rest.as(Books.ACCOUNTANT).get("/taxes/{id}", tax).header("ETag"))
                .body(patch)
                .patch("/taxes/{id}", tax)
                .then();
    }
}
