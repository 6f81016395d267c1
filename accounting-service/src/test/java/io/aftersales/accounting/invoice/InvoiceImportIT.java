package io.aftersales.accounting.invoice;

import io.aftersales.accounting.books.Books;
import io.aftersales.accounting.books.Ledger;
import io.aftersales.platform.imports.Imports;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.ServiceUnderTest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithInfrastructure
class InvoiceImportIT {

    private final String run = UUID.randomUUID().toString();
    private final String customerReference = "C" + run;

    @Test
    void anInvoiceIsPostedAsIfTheApiHadDoneIt() {
        UUID customer = Books.customer(customerReference);
        UUID tax = Books.tax("15");

        JsonPath answer = upload("""
                {"externalReference":"%1$s","state":"posted","customerReference":"%2$s","date":"2010-12-01","lines":[\
                {"description":"Lamp","quantity":2,"unitPrice":"100.00","taxIds":["%3$s"]},\
                {"description":"Bulb","quantity":3,"unitPrice":"10.50","taxIds":["%3$s"]}]}
                """.formatted(run, customerReference, tax));

        assertThat(answer.getInt("imported")).isEqualTo(1);
        JsonPath invoice = Books.invoice(imported(run));
        assertThat(invoice.getString("number")).matches("INV/2010/\\d{5}");
        assertThat(invoice.getString("state")).isEqualTo("posted");
        assertThat(invoice.getString("paymentState")).isEqualTo("not_paid");
        assertThat(invoice.getString("customerId")).isEqualTo(customer.toString());
        assertThat(invoice.getString("billTo.name")).isEqualTo("Customer " + customerReference);
        assertThat(invoice.getString("dueDate")).isEqualTo("2010-12-01");
        assertThat(invoice.getString("posted.sub")).isEqualTo("accountant-user");
        assertThat(invoice.getString("net.amount")).isEqualTo("231.50");
        assertThat(invoice.getString("tax.amount")).isEqualTo("34.73");
        assertThat(invoice.getString("residual.amount")).isEqualTo("266.23");
        assertThat(invoice.getList("lines.description")).containsExactly("Lamp", "Bulb");
        assertThat(invoice.getList("lines.taxIds[0]")).containsExactly(tax.toString());
        assertThat(entriesOf(imported(run)).getList("items[0].items.account"))
                .containsExactly("receivable", "income", "tax");
        Message told = KafkaProbe.shared().await("invoice-posted", imported(run));
        assertThat(told.sequence()).isEqualTo(1);
        assertThat(told.text("/number")).isEqualTo(invoice.getString("number"));
        assertThat(told.text("/total/amount")).isEqualTo("266.23");
        assertTheBooksAreRight();
    }

    @Test
    void anImportedInvoiceIsPaidAndEditedLikeAnyOther() {
        Books.customer(customerReference);
        upload(posted("paid") + "{\"externalReference\":\"%sdraft\",\"state\":\"draft\"}".formatted(run));

        Books.pay(imported(run + "paid"), "10.00").statusCode(201);
        Books.post(imported(run + "paid")).statusCode(409);
        assertThat(Books.invoice(imported(run + "draft")).getString("state")).isEqualTo("draft");
        assertThat(KafkaProbe.shared()
                        .await("invoice-drafted", imported(run + "draft"))
                        .sequence())
                .isEqualTo(1);
        assertThat(Books.invoice(imported(run + "paid")).getString("paymentState"))
                .isEqualTo("paid");
        assertTheBooksAreRight();
    }

    @Test
    void everyRowThatBreaksARuleIsNamedAndTheRestPosted() {
        UUID customer = Books.customer(customerReference);
        String rows = posted("good")
                + posted("no-customer").replace("\"customerReference\":\"" + customerReference + "\",", "")
                + posted("stranger").replace(customerReference, "stranger-" + run)
                + posted("both").replace("\"date\"", "\"customerId\":\"%s\",\"date\"".formatted(customer))
                + posted("tax").replace("\"unitPrice\"", "\"taxIds\":[\"%s\"],\"unitPrice\"".formatted(customer))
                + posted("negative").replace("10.00", "-10.00")
                + posted("no-lines").replaceAll("\"lines\":\\[.*?\\]", "\"lines\":[]")
                + posted("due").replace("\"date\":\"2010-12-01\"", "\"date\":\"2010-12-01\",\"dueDate\":\"2010-11-30\"")
                + posted("cancelled").replace("\"posted\"", "\"cancelled\"")
                + posted("quantity").replace("\"quantity\":1", "\"quantity\":0")
                + posted("price").replace("10.00", "0.00001")
                + posted("year").replace("2010-12-01", "0010-12-01")
                + posted("huge")
                        .replace("\"quantity\":1", "\"quantity\":1000000")
                        .replace("10.00", "99999999");
        rows += posted("also-good");

        JsonPath answer = upload(rows);

        assertThat(answer.getList("refused.code", String.class))
                .containsExactly(
                        "customer-required",
                        "unknown-customer",
                        "invalid-request",
                        "unknown-tax",
                        "negative-total",
                        "lines-required",
                        "invalid-request",
                        "malformed-request",
                        "invalid-request",
                        "invalid-request",
                        "invalid-request",
                        "invalid-request");
        assertThat(answer.getList("refused.line", Integer.class))
                .isEqualTo(IntStream.rangeClosed(2, 13).boxed().toList());
        assertThat(answer.getString("refused[8].violations[0].field")).isEqualTo("lines[0].quantity");
        assertThat(answer.getInt("imported")).isEqualTo(2);
        assertThat(Books.invoice(imported(run + "also-good")).getString("state"))
                .isEqualTo("posted");
        assertTheBooksAreRight();
    }

    @Test
    void neighbouringLinesOfACsvFileAreOneInvoice() {
        Books.customer(customerReference);
        UUID tax = Books.tax("15");
        UUID other = Books.tax("5");

        JsonPath answer = upload(Imports.CSV, """
                externalReference,state,customerReference,date,lines.description,lines.quantity,lines.unitPrice,lines.taxIds
                %1$sa,posted,%2$s,2011-01-04,"Lamp, old",1,10.00,%3$s;%4$s
                %1$sa,,,,Chair,2,20.00,
                %1$sb,draft,,,,,,
                %1$sc,posted,%2$s,2011-01-04,Bed,1,5.00,
                %1$sc,posted,%2$s,2011-01-05,Bed,1,5.00,
                %1$sd,posted,%2$s,2011-01-04,Bed,1,5.00,
                %1$sd,posted,%2$s,2011-01-04,Bed
                %1$se,posted,%2$s,2011-01-04,Bed,1,5.00,
                oops
                "%1$sf,posted,%2$s,2011-01-04,Bed,1,5.00,
                %1$sg,posted,%2$s,2011-01-04,Bed,1,5.00,
                %1$sh,posted,%2$s,2011-01-04,Bed,1,5.00,
                """.formatted(run, customerReference, tax, other));

        assertThat(answer.getList("refused.line", Integer.class)).containsExactly(6, 8, 10, 11, 12);
        assertThat(answer.getList("refused.detail", String.class).get(0)).contains("date is not that of line 5");
        assertThat(answer.getInt("imported")).isEqualTo(4);
        JsonPath first = Books.invoice(imported(run + "a"));
        assertThat(first.getList("lines.description")).containsExactly("Lamp, old", "Chair");
        assertThat(first.getString("total.amount")).isEqualTo("52.00");
        assertThat(Books.invoice(imported(run + "b")).getList("lines")).isEmpty();
        assertThat(Books.invoice(imported(run + "h")).getString("total.amount")).isEqualTo("5.00");
        assertTheBooksAreRight();
    }

    @Test
    void severalUploadsOfTheSameAtOnceMakeEveryInvoiceOnceAndNumbersWithoutGaps() {
        Books.customer(customerReference);
        String rows = IntStream.range(0, 1_200)
                .mapToObj(i -> posted("n" + i).replace("2010-12-01", "1999-12-31"))
                .collect(Collectors.joining());

        List<CompletableFuture<JsonPath>> uploads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            uploads.add(CompletableFuture.supplyAsync(() -> upload(rows)));
        }
        List<JsonPath> answers = uploads.stream().map(CompletableFuture::join).toList();

        assertThat(answers.stream()
                        .mapToInt(answer -> answer.getInt("imported"))
                        .sum())
                .isEqualTo(1_200);
        assertThat(answers.stream().mapToInt(answer -> answer.getInt("known")).sum())
                .isEqualTo(2_400);
        assertThat(Ledger.number("select count(*) from invoice where number like 'INV/1999/%'"))
                .isEqualByComparingTo("1200");
        assertThat(Ledger.number(
                        "select max(substring(number from 10)::int) from invoice where number like 'INV/1999/%'"))
                .isEqualByComparingTo("1200");
        assertTheBooksAreRight();
    }

    @Test
    void anUploadThatBreaksOffAndIsSentAgainTwiceAtOnceMakesEveryInvoiceOnce() throws IOException {
        Books.customer(customerReference);
        List<String> rows = IntStream.range(0, 1_300)
                .mapToObj(i -> posted("n" + i).replace("2010-12-01", "1998-12-31"))
                .toList();

        breakOff(
                String.join("", rows.subList(0, 1_200)) + rows.get(1_200).substring(0, 100),
                () -> await("the whole batches").atMost(Duration.ofSeconds(60)).until(() -> importedIn(1998) == 1_000));

        String all = String.join("", rows);
        List<JsonPath> answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> upload(all))).limit(2).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.getList("refused")).isEmpty());
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.getInt("imported"))
                        .sum())
                .isEqualTo(300);
        assertThat(importedIn(1998)).isEqualTo(1_300);
        assertThat(Ledger.number(
                        "select max(substring(number from 10)::int) from invoice where number like 'INV/1998/%'"))
                .isEqualByComparingTo("1300");
        assertTheBooksAreRight();
    }

    @Test
    void theDatabaseLetsNobodyAddALineToAPostedInvoice() {
        Books.customer(customerReference);
        upload(posted("closed"));
        String copy = """
                insert into invoice_line select gen_random_uuid(), invoice_id, 2, product_id, description, quantity, unit_price,
                    discount, tax_ids, tax_rate, 0, 0, 0, 0, 0, false
                from invoice_line where invoice_id = '%s'""".formatted(imported(run + "closed"));

        assertThat(Ledger.refusalOf(copy)).isEqualTo("23001");
    }

    private String posted(String reference) {
        return """
                {"externalReference":"%s","state":"posted","customerReference":"%s","date":"2010-12-01",\
                "lines":[{"description":"Lamp","quantity":1,"unitPrice":"10.00"}]}
                """.formatted(run + reference, customerReference);
    }

    private static int importedIn(int year) {
        return Ledger.number("select count(*) from invoice where number like 'INV/%d/%%'".formatted(year))
                .intValue();
    }

    /**
     * Sends rows, the last of them torn, and then closes the connection without a word.
     *
     * @param before awaits what is to come of the rows: those that are not read yet are lost with the connection
     */
    private static void breakOff(String rows, Runnable before) throws IOException {
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write("""
                    POST %s/imports/invoices HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Authorization: Bearer %s\r
                    Content-Type: %s\r
                    Content-Length: %d\r
                    \r
                    """.formatted(
                            ServiceUnderTest.API,
                            TestUser.inRole(Books.ACCOUNTANT).token(),
                            Imports.NDJSON,
                            2 * bytes.length)
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
            before.run();
        }
    }

    private static UUID imported(String reference) {
        return UUID.fromString(Rest.as(Books.ACCOUNTANT)
                .queryParam("externalReference", reference)
                .get("/invoices")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id"));
    }

    private static JsonPath entriesOf(UUID document) {
        return Rest.as(Books.ACCOUNTANT)
                .queryParam("documentId", document)
                .get("/journal-entries")
                .jsonPath();
    }

    private static void assertTheBooksAreRight() {
        assertThat(Ledger.balance()).isZero();
        assertThat(Ledger.unbalancedEntries()).isZero();
        assertThat(Ledger.receivableLessResiduals()).isZero();
        assertThat(Ledger.customersAgainstResiduals()).isZero();
    }

    private static JsonPath upload(String rows) {
        return upload(Imports.NDJSON, rows);
    }

    private static JsonPath upload(String type, String rows) {
        return Rest.as(Books.ACCOUNTANT)
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .body(rows)
                .post("/imports/invoices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
