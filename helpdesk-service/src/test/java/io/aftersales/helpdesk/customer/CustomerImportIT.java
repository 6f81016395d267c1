package io.aftersales.helpdesk.customer;

import io.aftersales.platform.imports.Imports;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
class CustomerImportIT {

    private final String run = UUID.randomUUID().toString();

    @Test
    void customersAreTakenWithTheirCompaniesAndTold() {
        JsonPath answer = upload(Imports.NDJSON, """
                {"externalReference":"%1$sfirm","name":" Firm Ltd ","vatId":"GB1","address":{"city":"London","country":"GB"}}
                {"externalReference":"%1$sann","name":"Ann","email":"ann@example.com","parentReference":"%1$sfirm"}
                {"externalReference":"%1$sbob","name":"Bob","parentReference":"%1$sann"}
                """.formatted(run));

        assertThat(answer.getInt("imported")).isEqualTo(3);
        JsonPath firm = customer("firm");
        JsonPath bob = customer("bob");
        assertThat(firm.getString("name")).isEqualTo("Firm Ltd");
        assertThat(firm.getString("address.city")).isEqualTo("London");
        assertThat(bob.getString("parentId")).isEqualTo(customer("ann").getString("id"));
        assertThat(bob.getString("companyId")).isEqualTo(firm.getString("id"));
        assertThat(KafkaProbe.shared()
                        .await("customer-changed", UUID.fromString(bob.getString("id")))
                        .text("/companyId"))
                .isEqualTo(firm.getString("id"));
    }

    @Test
    void whatIsThereAlreadyIsKnownAndMayBeAParent() {
        upload(Imports.CSV, "externalReference,name\n%1$sfirm,Firm\n".formatted(run));

        JsonPath answer = upload(Imports.CSV, """
                externalReference,name,parentReference,address.street,email
                %1$sfirm,Another name,,,
                %1$sann,Ann,%1$sfirm,"Main Street 1, rear",ann@example.com
                """.formatted(run));

        assertThat(answer.getInt("known")).isEqualTo(1);
        assertThat(answer.getInt("imported")).isEqualTo(1);
        assertThat(customer("firm").getString("name")).isEqualTo("Firm");
        assertThat(customer("ann").getString("address.street")).isEqualTo("Main Street 1, rear");
        assertThat(customer("ann").getString("companyId"))
                .isEqualTo(customer("firm").getString("id"));
    }

    @Test
    void everyRowThatBreaksARuleIsNamedAndTheRestTaken() {
        JsonPath answer = upload(Imports.NDJSON, """
                {"externalReference":"%1$sa","name":"Ann","parentReference":"%1$slater"}
                {"externalReference":"%1$slater","name":"Later"}
                {"externalReference":"%1$sb","name":"Bob","parentId":"%2$s"}
                {"externalReference":"%1$sc","name":"Cid","parentId":"%2$s","parentReference":"%1$slater"}
                {"externalReference":"%1$sd","name":"Dan","email":"nobody"}
                {"externalReference":" padded ","name":"Eve"}
                {"name":"Nameless"}
                {"externalReference":"%1$sf","name":"Fay","adress":{}}
                {"externalReference":"%1$sg","name":"%3$s"}
                {"externalReference":"%1$sh","name":"Hal"}
                """.formatted(run, UUID.randomUUID(), "x".repeat(201)));

        assertThat(answer.getList("refused.line", Integer.class)).containsExactly(1, 3, 4, 5, 6, 7, 8, 9);
        assertThat(answer.getList("refused.code", String.class))
                .containsExactly(
                        "unknown-customer",
                        "unknown-customer",
                        "invalid-request",
                        "invalid-request",
                        "invalid-request",
                        "invalid-request",
                        "malformed-request",
                        "invalid-request");
        assertThat(answer.getInt("imported")).isEqualTo(2);
        assertThat(customer("h").getString("name")).isEqualTo("Hal");
    }

    private JsonPath customer(String reference) {
        return Rest.as("agent")
                .queryParam("externalReference", run + reference)
                .get("/customers")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("items[0]");
    }

    private static JsonPath upload(String type, String rows) {
        return Rest.as("helpdesk-manager")
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .body(rows)
                .post("/imports/customers")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
