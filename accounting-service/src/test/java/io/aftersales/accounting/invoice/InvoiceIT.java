package io.aftersales.accounting.invoice;

import io.aftersales.accounting.books.Books;
import io.aftersales.accounting.books.MovableClock;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.aftersales.accounting.books.Books.ACCOUNTANT;
import static io.aftersales.accounting.books.Books.contactOf;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.draft;
import static io.aftersales.accounting.books.Books.drafted;
import static io.aftersales.accounting.books.Books.euros;
import static io.aftersales.accounting.books.Books.invoice;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.pay;
import static io.aftersales.accounting.books.Books.post;
import static io.aftersales.accounting.books.Books.posted;
import static io.aftersales.accounting.books.Books.tax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

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

        LocalDate before = MovableClock.today();
        JsonPath posted = post(invoice).statusCode(200).extract().jsonPath();

        assertThat(posted.getString("number")).matches("INV/\\d{4}/\\d{5}");
        assertThat(posted.getString("state")).isEqualTo("posted");
        assertThat(posted.getString("paymentState")).isEqualTo("not_paid");
        assertThat(posted.getString("net.amount")).isEqualTo("231.50");
        assertThat(posted.getString("tax.amount")).isEqualTo("34.73");
        assertThat(posted.getString("total.amount")).isEqualTo("266.23");
        assertThat(posted.getString("residual.amount")).isEqualTo("266.23");
        assertThat(LocalDate.parse(posted.getString("date"))).isBetween(before, MovableClock.today());
        assertThat(posted.getString("dueDate")).isEqualTo(posted.getString("date"));
        assertThat(posted.getString("billTo.address.city")).isEqualTo("Berlin");
        assertThat(posted.getString("billTo.vatId")).isEqualTo("DE123456789");
        assertThat(posted.getString("created.sub")).isEqualTo("accountant-user");
        assertThat(posted.getString("posted.sub")).isEqualTo("accountant-user");
        Message event = kafka.await("invoice-posted", invoice);
        assertThat(event.text("/number")).isEqualTo(posted.getString("number"));
        assertThat(event.sequence()).isEqualTo(2);
    }

    @Test
    void isNumberedWithinTheYearOfItsDate() {
        UUID customer = customer();
        Map<String, Object> old = new LinkedHashMap<>(draft(customer, line("1", "10")));
        old.put("date", "2009-05-31");
        old.put("dueDate", "2009-06-30");

        post(drafted(old))
                .statusCode(200)
                .body("number", equalTo("INV/2009/00001"))
                .body("dueDate", equalTo("2009-06-30"));
        post(drafted(old)).statusCode(200).body("number", equalTo("INV/2009/00002"));
    }

    @Test
    void hundredPostsAtOnceGetConsecutiveNumbers() {
        UUID customer = customer();
        Map<String, Object> draft = new LinkedHashMap<>(draft(customer, line("1", "10")));
        draft.put("date", "2008-01-01");
        List<UUID> drafts =
                IntStream.range(0, 100).mapToObj(i -> drafted(draft)).toList();
        // A refused post takes no number.
        UUID empty = drafted(Map.of("date", "2008-01-01"));

        List<CompletableFuture<String>> posts = new ArrayList<>();
        for (UUID one : drafts) {
            posts.add(CompletableFuture.supplyAsync(
                    () -> post(one).statusCode(200).extract().<String>path("number")));
            posts.add(CompletableFuture.supplyAsync(() -> {
                post(empty).statusCode(422);
                return null;
            }));
        }
        List<String> numbers = posts.stream()
                .map(CompletableFuture::join)
                .filter(number -> number != null)
                .sorted()
                .toList();

        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, 100)
                        .mapToObj("INV/2008/%05d"::formatted)
                        .toList());
    }

    @Test
    void aTotalOfZeroIsPaidAtOnce() {
        UUID invoice = posted(customer(), line("1", "10"), line("2", "-5"));

        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("paid");
    }

    @Test
    void needsACustomerLinesAndNoNegativeTotalToBePosted() {
        UUID customer = customer();

        post(drafted(Map.of("lines", List.of(line("1", "10")))))
                .statusCode(422)
                .body("code", equalTo("customer-required"));
        post(drafted(Map.of("customerId", customer))).statusCode(422).body("code", equalTo("lines-required"));
        post(drafted(draft(customer, line("1", "10"), line("1", "-10.01"))))
                .statusCode(422)
                .body("code", equalTo("negative-total"));
    }

    @Test
    void aPostedInvoiceNeverChanges() {
        UUID invoice = posted(customer(), line("1", "10"));

        patch(invoice, Map.of("date", "2026-01-01")).statusCode(409).body("code", equalTo("posted-is-immutable"));
        post(invoice).statusCode(409).body("code", equalTo("posted-is-immutable"));
        cancel(invoice).statusCode(409).body("code", equalTo("posted-is-immutable"));
    }

    @Test
    void aDraftIsCancelledAndThenStaysAsItIs() {
        UUID invoice = drafted(draft(customer(), line("1", "10")));

        cancel(invoice).statusCode(200).body("state", equalTo("cancelled"));

        assertThat(kafka.await("invoice-cancelled", invoice).text("/state")).isEqualTo("cancelled");
        patch(invoice, Map.of("date", "2026-01-01")).statusCode(409).body("code", equalTo("document-cancelled"));
        post(invoice).statusCode(409).body("code", equalTo("document-cancelled"));
        pay(invoice, "1").statusCode(409).body("code", equalTo("invoice-not-posted"));
    }

    @Test
    void aPatchChangesWhatItNamesAndReplacesLinesWhole() {
        UUID vat = tax("15");
        UUID invoice = drafted(draft(customer(), line("2", "100", vat), line("1", "5")));

        patch(invoice, Map.of("date", "2026-02-01"))
                .statusCode(200)
                .body("date", equalTo("2026-02-01"))
                .body("lines.size()", equalTo(2));
        patch(invoice, Map.of("lines", List.of(line("1", "7.77", vat))))
                .statusCode(200)
                .body("total.amount", equalTo("8.94"))
                .body("lines.size()", equalTo(1));
        patch(invoice, "{\"customerId\":null,\"date\":null}")
                .statusCode(200)
                .body("customerId", nullValue())
                .body("date", nullValue());
        assertThat(kafka.awaitAtLeast(4, "invoice-drafted", KafkaProbe.keyed(invoice)))
                .extracting(Message::sequence)
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void linesKeepTheRateOfTheDayTheyWereWritten() {
        UUID vat = tax("15");
        UUID invoice = drafted(draft(customer(), line("1", "100", vat)));
        String tag = Rest.as(ACCOUNTANT).get("/taxes/{id}", vat).header("ETag");
        Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", tag)
                .body(Map.of("rate", 20))
                .patch("/taxes/{id}", vat)
                .then()
                .statusCode(200)
                .body("rate", equalTo(20));

        patch(invoice, Map.of("date", "2026-02-01")).statusCode(200).body("tax.amount", equalTo("15.00"));
        patch(invoice, Map.of("lines", List.of(line("1", "200", vat))))
                .statusCode(200)
                .body("tax.amount", equalTo("40.00"));
    }

    @Test
    void anArchivedTaxIsOfferedForNoNewLine() {
        UUID vat = tax("15");
        UUID customer = customer();
        UUID invoice = drafted(draft(customer, line("1", "100", vat)));
        Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", "*")
                .body(Map.of("active", false))
                .patch("/taxes/{id}", vat)
                .then()
                .statusCode(200);

        create(draft(customer, line("1", "100", vat))).statusCode(422).body("code", equalTo("unknown-tax"));
        post(invoice).statusCode(200).body("tax.amount", equalTo("15.00"));
    }

    @Test
    void paymentsBringTheResidualDownAndNeverBelowZero() {
        UUID invoice = posted(customer(), line("1", "1000"));

        pay(invoice, "400")
                .statusCode(201)
                .body("date", equalTo(invoice(invoice).getString("date")));
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("partial");
        pay(invoice, "600.01").statusCode(422).body("code", equalTo("payment-exceeds-residual"));
        pay(invoice, "600").statusCode(201);

        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("paid");
        assertThat(invoice(invoice).getString("residual.amount")).isEqualTo("0.00");
        assertThat(kafka.awaitAtLeast(2, "invoice-payment-state-changed", KafkaProbe.keyed(invoice)))
                .extracting(message -> message.text("/paymentState"))
                .containsExactly("partial", "paid");
    }

    @Test
    void refusesPaymentsThatAreNone() {
        UUID invoice = posted(customer(), line("1", "1000"));

        pay(invoice, "0").statusCode(422).body("code", equalTo("invalid-request"));
        pay(invoice, "-1").statusCode(422).body("code", equalTo("invalid-request"));
        pay(invoice, "1.001").statusCode(422).body("code", equalTo("invalid-request"));
        payment(invoice, Map.of("amount", Map.of("amount", "1", "currency", "USD")))
                .statusCode(422)
                .body("code", equalTo("currency-mismatch"));
        payment(invoice, Map.of("amount", Map.of("currency", "EUR"))).statusCode(422);
        payment(invoice, Map.of()).statusCode(422).body("violations.field", hasItem("amount"));
        payment(invoice, Map.of("amount", 1)).statusCode(400);
        payment(invoice, Map.of("amount", euros("x"))).statusCode(400);
        payment(UUID.randomUUID(), Map.of("amount", euros("1"))).statusCode(404);

        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("not_paid");
    }

    @Test
    void aCustomerOnItsWayIsWaitedFor() {
        UUID customer = UUID.randomUUID();
        CompletableFuture<Integer> drafting = CompletableFuture.supplyAsync(
                () -> create(draft(customer, line("1", "10"))).extract().statusCode());

        Books.tellCustomer(customer, customer, 1);

        assertThat(drafting.join()).isEqualTo(201);
    }

    @Test
    void aCustomerThatNobodyKnowsIsRefusedAfterAWhile() {
        customer();
        create(draft(UUID.randomUUID(), line("1", "10"))).statusCode(422).body("code", equalTo("unknown-customer"));
        UUID invoice = drafted(Map.of());
        patch(invoice, Map.of("customerId", UUID.randomUUID()))
                .statusCode(422)
                .body("code", equalTo("unknown-customer"));
    }

    @Test
    void anOlderMessageNeverOverwritesANewerOneAboutACustomer() {
        UUID customer = UUID.randomUUID();
        UUID company = customer();
        Books.tellCustomer(customer, company, 2);
        Books.tellCustomer(customer, customer, 1);
        UUID witness = customer();

        drafted(draft(witness, line("1", "1")));
        UUID invoice = drafted(draft(customer, line("1", "10")));

        assertThat(invoice(invoice).getString("companyId")).isEqualTo(company.toString());
    }

    @Test
    void theCompanysInvoicesAreFoundByAnyOfItsCustomers() {
        UUID company = customer();
        UUID contact = contactOf(company);
        UUID first = posted(company, line("1", "10"));
        UUID second = posted(contact, line("1", "10"));
        UUID draft = drafted(draft(contact, line("1", "10")));
        posted(customer(), line("1", "10"));

        assertThat(listed(Map.of("companyOf", contact, "state", "posted")))
                .containsExactly(second.toString(), first.toString());
        assertThat(listed(Map.of("companyOf", company)))
                .containsExactly(draft.toString(), second.toString(), first.toString());
        assertThat(listed(Map.of("customerId", company))).containsExactly(first.toString());
        pay(second, "10");
        assertThat(listed(Map.of("companyOf", company, "paymentState", "not_paid", "state", "posted")))
                .containsExactly(first.toString());
        assertThat(listed(Map.of("companyOf", UUID.randomUUID()))).isEmpty();
    }

    @Test
    void pagesFollowEachOtherByKey() {
        UUID customer = customer();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, drafted(draft(customer, line("1", "10"))).toString());
        }

        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, Object> query = new LinkedHashMap<>(Map.of("customerId", customer, "limit", 2));
            if (cursor != null) {
                query.put("cursor", cursor);
            }
            JsonPath page = Rest.as(ACCOUNTANT)
                    .queryParams(query)
                    .get("/invoices")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            read.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(read).isEqualTo(made);
    }

    @Test
    void anExternalReferenceIsUniqueAndFinds() {
        String reference = "ext-" + UUID.randomUUID();
        Map<String, Object> draft = new LinkedHashMap<>(draft(customer(), line("1", "10")));
        draft.put("externalReference", reference);
        UUID invoice = drafted(draft);

        create(draft).statusCode(409).body("code", equalTo("external-reference-taken"));
        patch(drafted(Map.of()), Map.of("externalReference", reference))
                .statusCode(409)
                .body("code", equalTo("external-reference-taken"));
        assertThat(listed(Map.of("externalReference", reference))).containsExactly(invoice.toString());
    }

    @Test
    void oneKeyMakesOneInvoiceAndAnotherBodyIsRefused() {
        UUID customer = customer();
        Map<String, Object> draft = draft(customer, line("1", "10"));
        String key = Rest.newKey();

        String first = createWith(key, draft).statusCode(201).extract().path("id");
        String second = createWith(key, draft).statusCode(201).extract().path("id");

        assertThat(second).isEqualTo(first);
        createWith(key, draft(customer, line("2", "10")))
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        assertThat(listed(Map.of("customerId", customer))).containsExactly(first);
    }

    static Stream<Arguments> badDrafts() {
        String good = "\"description\":\"Lamp\",\"quantity\":1,\"unitPrice\":\"10\"";
        return Stream.of(
                Arguments.of("{", 400),
                Arguments.of("", 422),
                Arguments.of("[]", 400),
                Arguments.of("{\"customer\":\"x\"}", 400),
                Arguments.of("{\"customerId\":7}", 400),
                Arguments.of("{\"customerId\":\"not-a-uuid\"}", 400),
                Arguments.of("{\"date\":\"2026-02-30\"}", 400),
                Arguments.of("{\"date\":\"0001-01-01\"}", 422),
                Arguments.of("{\"date\":\"2026-02-02\",\"dueDate\":\"2026-02-01\"}", 422),
                Arguments.of("{\"externalReference\":\"\"}", 422),
                Arguments.of("{\"externalReference\":\"" + "x".repeat(101) + "\"}", 422),
                Arguments.of("{\"number\":\"INV/2026/00001\"}", 400),
                Arguments.of("{\"lines\":{}}", 400),
                Arguments.of("{\"lines\":[null]}", 422),
                Arguments.of("{\"lines\":[{}]}", 422),
                Arguments.of(lineWith(good, "\"quantity\":0"), 422),
                Arguments.of(lineWith(good, "\"quantity\":-1"), 422),
                Arguments.of(lineWith(good, "\"quantity\":1.001"), 422),
                Arguments.of(lineWith(good, "\"quantity\":1e300"), 422),
                Arguments.of(lineWith(good, "\"quantity\":true"), 400),
                Arguments.of(lineWith(good, "\"unitPrice\":\"ten\""), 400),
                Arguments.of(lineWith(good, "\"unitPrice\":\"0.00001\""), 422),
                Arguments.of(lineWith(good, "\"unitPrice\":\"1e300\""), 422),
                Arguments.of(lineWith(good, "\"unitPrice\":null"), 422),
                Arguments.of(lineWith(good, "\"discount\":-1"), 422),
                Arguments.of(lineWith(good, "\"discount\":101"), 422),
                Arguments.of(lineWith(good, "\"description\":\"\""), 422),
                Arguments.of(lineWith(good, "\"description\":\"" + "x".repeat(201) + "\""), 422),
                Arguments.of(lineWith(good, "\"description\":\"a\\u0000b\""), 400),
                Arguments.of(lineWith(good, "\"taxIds\":[\"" + UUID.randomUUID() + "\"]"), 422),
                Arguments.of(lineWith(good, "\"taxIds\":[null]"), 422),
                Arguments.of("{\"lines\":[" + ("{" + good + "},").repeat(500) + "{" + good + "}]}", 422),
                Arguments.of(lineWith(good, "\"quantity\":1000000,\"unitPrice\":\"100000000\""), 422));
    }

    @ParameterizedTest(name = "{1} for {0}")
    @MethodSource("badDrafts")
    void refusesABadDraftWithAProblemDocument(String body, int status) {
        customer();

        Rest.as(ACCOUNTANT)
                .body(body)
                .post("/invoices")
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
    }

    @Test
    void descriptionsThatNoMessageCouldCarryAreRefused() {
        List<Books.Line> many = IntStream.range(0, 450)
                .mapToObj(i -> line("1", "1").described("ж".repeat(190)))
                .toList();

        create(Map.of("lines", many)).statusCode(422).body("code", equalTo("document-too-large"));
    }

    @Test
    void theLargestInvoiceFitsIntoItsEventsAndIsRefundedWhole() {
        UUID company = customer();
        UUID vat = tax("15");
        UUID invoice = posted(
                company,
                IntStream.range(0, 500)
                        .mapToObj(i -> line("99999.99", "2000.1234", vat).described("x".repeat(125)))
                        .toArray(Books.Line[]::new));

        Message answer = Books.Refund.of(invoice, company).method("full").send().posted();

        assertThat(answer.text("/residual/amount")).isEqualTo("0.00");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
    }

    @Test
    void aLineOfManyTaxesWeighsMore() {
        UUID[] taxes = IntStream.range(0, 9).mapToObj(i -> tax("1")).toArray(UUID[]::new);
        List<Books.Line> many = IntStream.range(0, 400)
                .mapToObj(i -> line("1", "1", taxes).described("x"))
                .toList();

        create(Map.of("lines", many)).statusCode(422).body("code", equalTo("document-too-large"));
    }

    @Test
    void nineTaxesOfAHundredPerCentEachAreTaken() {
        UUID[] taxes = IntStream.range(0, 9).mapToObj(i -> tax("100")).toArray(UUID[]::new);

        create(Map.of("lines", List.of(line("1", "1.00", taxes))))
                .statusCode(201)
                .body("tax.amount", equalTo("9.00"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        UUID unknown = UUID.randomUUID();

        Rest.as(ACCOUNTANT).get("/invoices/{id}", unknown).then().statusCode(404);
        Rest.as(ACCOUNTANT).get("/invoices/{id}", "7").then().statusCode(404);
        post(unknown).statusCode(404);
        cancel(unknown).statusCode(404);
        Rest.as(ACCOUNTANT).get("/invoices/{id}/payments", unknown).then().statusCode(404);
        Rest.as(ACCOUNTANT)
                .queryParam("customerId", "x")
                .get("/invoices")
                .then()
                .statusCode(400);
        Rest.as(ACCOUNTANT).queryParam("limit", 201).get("/invoices").then().statusCode(422);
        Rest.as(ACCOUNTANT).queryParam("cursor", "x").get("/invoices").then().statusCode(400);
    }

    private static String lineWith(String good, String property) {
        String name = property.substring(0, property.indexOf(':'));
        String others = Stream.of(good.split(","))
                .filter(each -> !property.contains(each.substring(0, each.indexOf(':') + 1)))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        assertThat(others).doesNotContain(name + ":");
        return "{\"lines\":[{" + others + "," + property + "}]}";
    }

    private static ValidatableResponse create(Object draft) {
        return Rest.as(ACCOUNTANT).body(draft).post("/invoices").then();
    }

    private static ValidatableResponse createWith(String key, Object draft) {
        return Rest.as(ACCOUNTANT)
                .header("Idempotency-Key", key)
                .body(draft)
                .post("/invoices")
                .then();
    }

    private static ValidatableResponse patch(UUID invoice, Object patch) {
        return Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .header(
                        "If-Match",
                        Rest.as(ACCOUNTANT).get("/invoices/{id}", invoice).header("ETag"))
                .body(patch)
                .patch("/invoices/{id}", invoice)
                .then();
    }

    private static ValidatableResponse cancel(UUID invoice) {
        return Rest.as(ACCOUNTANT).post("/invoices/{id}/cancel", invoice).then();
    }

    private static ValidatableResponse payment(UUID invoice, Object payment) {
        return Rest.as(ACCOUNTANT)
                .body(payment)
                .post("/invoices/{id}/payments", invoice)
                .then();
    }

    private static List<String> listed(Map<String, ?> filter) {
        return Rest.as(ACCOUNTANT)
                .queryParams(filter)
                .get("/invoices")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }
}
