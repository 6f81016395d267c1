package io.aftersales.helpdesk.company;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class CompanyIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void theSettingsOfANewInstallationAreToldBeforeAnybodyChangesThem() {
        Message first = kafka.await("company-settings-changed", message -> message.sequence() == 1);

        assertThat(first.text("/currency")).isEqualTo("EUR");
        assertThat(first.text("/timeZone")).isEqualTo("UTC");
    }

    @Test
    void changedSettingsAreToldToEveryService() {
        String name = Desk.unique("Gifts");

        Desk.patch(
                        Desk.MANAGER,
                        "/company",
                        Map.of(
                                "name",
                                name,
                                "address",
                                Map.of("city", "London"),
                                "vatId",
                                "GB1",
                                "timeZone",
                                "Europe/London"))
                .statusCode(200)
                .body("name", equalTo(name));

        Message told = kafka.await("company-settings-changed", message -> name.equals(message.text("/name")));
        assertThat(told.text("/timeZone")).isEqualTo("Europe/London");
        assertThat(told.text("/address/city")).isEqualTo("London");
    }

    @Test
    void refusesACurrencyOrTimeZoneThatNobodyKnows() {
        String etag = Desk.get("/company").extract().header("ETag");
        for (Map<String, String> wrong : List.of(Map.of("currency", "XYZ"), Map.of("timeZone", "Mars/Olympus"))) {
            Rest.as(Desk.MANAGER)
                    .contentType(Rest.MERGE_PATCH)
                    .header("If-Match", etag)
                    .body(wrong)
                    .patch("/company")
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("invalid-request"));
        }
        assertThat(Desk.get("/company").extract().header("ETag")).isEqualTo(etag);
    }
}
