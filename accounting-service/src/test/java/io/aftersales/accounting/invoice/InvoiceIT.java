package io.aftersales.accounting.invoice;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.UUID;

import static io.aftersales.accounting.books.Books.ACCOUNTANT;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.draft;
import static io.aftersales.accounting.books.Books.drafted;
import static io.aftersales.accounting.books.Books.invoice;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.pay;
import static io.aftersales.accounting.books.Books.post;
import static io.aftersales.accounting.books.Books.posted;
import static io.aftersales.accounting.books.Books.tax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class InvoiceIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void postsADraftWithNumberDatesAndTheCustomersAddress() {
        UUID customer = customer();
        UUID vat = tax("15");
        UUID invoice = drafted(draft(customer, line("2", "100.00", vat), line("3", "10.50", vat)));

        JsonPath posted = post(invoice).statusCode(200).extract().jsonPath();

        assertThat(posted.getString("number")).matches("INV/\\d{4}/\\d{5}");
        assertThat(posted.getString("state")).isEqualTo("posted");
        assertThat(posted.getString("paymentState")).isEqualTo("not_paid");
        assertThat(posted.getString("net.amount")).isEqualTo("231.50");
        assertThat(posted.getString("tax.amount")).isEqualTo("34.73");
        assertThat(posted.getString("total.amount")).isEqualTo("266.23");
        assertThat(posted.getString("residual.amount")).isEqualTo("266.23");
        assertThat(posted.getString("dueDate")).isEqualTo(posted.getString("date"));
        assertThat(posted.getString("billTo.address.city")).isEqualTo("Berlin");
        assertThat(posted.getString("posted.sub")).isEqualTo("accountant-user");
        Message event = kafka.await("invoice-posted", invoice);
        assertThat(event.text("/number")).isEqualTo(posted.getString("number"));
        assertThat(event.sequence()).isEqualTo(2);
    }

    @Test
    void aPostedInvoiceNeverChanges() {
        UUID invoice = posted(customer(), line("1", "10"));
        String tag = Rest.as(ACCOUNTANT).get("/invoices/{id}", invoice).header("ETag");

        Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", tag)
                .body("{\"date\":\"2026-01-01\"}")
                .patch("/invoices/{id}", invoice)
                .then()
                .statusCode(409)
                .body("code", equalTo("posted-is-immutable"));
        post(invoice).statusCode(409).body("code", equalTo("posted-is-immutable"));
        Rest.as(ACCOUNTANT)
                .post("/invoices/{id}/cancel", invoice)
                .then()
                .statusCode(409)
                .body("code", equalTo("posted-is-immutable"));
    }

    @Test
    void paymentsBringTheResidualDownAndNeverBelowZero() {
        UUID invoice = posted(customer(), line("1", "1000"));

        pay(invoice, "400").statusCode(201);
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("partial");
        pay(invoice, "600.01").statusCode(422).body("code", equalTo("payment-exceeds-residual"));
        pay(invoice, "600").statusCode(201);

        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("paid");
        assertThat(invoice(invoice).getString("residual.amount")).isEqualTo("0.00");
    }
}
