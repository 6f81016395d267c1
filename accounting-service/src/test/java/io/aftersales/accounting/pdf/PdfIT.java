package io.aftersales.accounting.pdf;

import io.aftersales.accounting.books.Books;
import io.aftersales.accounting.books.Books.Line;
import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.pdf.PrintedPdf;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static io.aftersales.accounting.books.Books.line;
import static org.assertj.core.api.Assertions.assertThat;

/** The PDFs themselves and pictures of their first pages lie in {@code target/pdf} afterwards, to be looked at. */
@QuarkusTest
@WithInfrastructure
class PdfIT {

    @Test
    void aPostedInvoiceShowsItsFigures() {
        UUID company = customer("Müller & Söhne <GmbH>", "Łódź");
        UUID vat = Books.tax("15");
        UUID reduced = Books.tax("5.5");
        UUID invoice = Books.posted(
                company,
                line("2", "100.00", vat).described("Desk lamp, brass, with a rather long description that has to wrap"),
                line("3", "10.50", vat),
                line("1000", "0.0125", reduced).described("Screws & <bolts> €/£"),
                line("1", "40.00").described("Delivery").discounted("12.5"));
        Books.pay(invoice, "100.00").statusCode(201);

        PrintedPdf pdf = save("invoice", pdf("/invoices/{id}/pdf", invoice));

        assertThat(pdf.text())
                .contains("Invoice " + Books.invoice(invoice).getString("number"))
                .contains("Test Ltd")
                .contains("Müller & Söhne <GmbH>")
                .contains("90-001 Łódź")
                .contains("VAT ID PL1234567890")
                .contains("Screws & <bolts> €/£")
                .contains("€0.0125")
                .contains("12.5%")
                .contains("Tax 5.5% on €12.50")
                .contains("Tax 15% on €231.50")
                .contains("€34.73")
                .contains("€279.00")
                .contains("€314.42")
                .contains("-€100.00")
                .contains("€214.42")
                .contains("Page 1 of 1");
        pdf.expectToBeSeen("Description", "Unit price", "Desk lamp", "€0.0125", "€34.73", "€214.42", "Page 1 of 1");
    }

    @Test
    void aDraftIsMarkedAndNeedsNeitherCustomerNorLines() {
        UUID empty = Books.drafted(Map.of());
        UUID company = customer("株式会社サンプル", "東京");
        UUID draft = Books.drafted(Books.draft(company, line("1", "10").described("Ωμέγα · Кириллица · 電球 · لمبة")));

        PrintedPdf bare = save("empty-draft-invoice", pdf("/invoices/{id}/pdf", empty));
        assertThat(bare.text()).contains("Draft invoice").contains("DRAFT");
        bare.expectToBeSeen("Draft invoice", "Description");
        PrintedPdf written = save("draft-invoice", pdf("/invoices/{id}/pdf", draft));
        assertThat(written.text()).contains("株式会社サンプル", "Ωμέγα · Кириллица · 電球 · لمبة");
        written.expectToBeSeen("株式会社サンプル", "Ωμέγα", "Кириллица", "電球", "لمبة", "€10.00");
    }

    @Test
    void aCreditNoteSaysWhatItReverses() {
        UUID company = customer("Ada Example", "London");
        UUID invoice = Books.posted(company, line("2", "100.00", Books.tax("15")));
        String number = Books.invoice(invoice).getString("number");
        UUID draft = Refund.of(invoice, company)
                .method("partial")
                .with("reason", "Scratched")
                .line(Books.lineIds(invoice).get(0), "1", null)
                .send()
                .draftId();

        PrintedPdf drafted = save("draft-credit-note", pdf("/credit-notes/{id}/pdf", draft));
        assertThat(drafted.text()).contains("Draft credit note", "DRAFT");
        drafted.expectToBeSeen("Draft credit note", "Description", "€115.00");
        Books.confirm(draft).statusCode(200);
        PrintedPdf confirmed = save("credit-note", pdf("/credit-notes/{id}/pdf", draft));
        assertThat(confirmed.text())
                .contains("Credit note " + Books.creditNote(draft).getString("number"))
                .contains("Reversal of: " + number + ", Scratched")
                .contains("€100.00", "Tax 15% on €100.00", "€15.00", "€115.00")
                .doesNotContain("DRAFT");
        confirmed.expectToBeSeen("Description", "€100.00", "€115.00");
    }

    @Test
    void aLongInvoiceRepeatsItsTableHeadOnEveryPage() {
        UUID company = customer("Ada Example", "London");
        Line[] lines = IntStream.rangeClosed(1, 120)
                .mapToObj(i -> line("1", "1.00").described("Item number " + i))
                .toArray(Line[]::new);

        PrintedPdf pdf = save("long-invoice", pdf("/invoices/{id}/pdf", Books.posted(company, lines)));

        List<String> pages = pdf.pages();
        assertThat(pages).hasSizeGreaterThan(2);
        for (int page = 1; page < pages.size(); page++) {
            assertThat(pages.get(page - 1)).contains("Unit price", "Page " + page + " of " + pages.size());
        }
        assertThat(pdf.text()).contains("Item number 120", "€120.00");
        pdf.expectToBeSeen("Description", "Item number 1");
    }

    @Test
    void whoHasTheDocumentAlreadyIsToldSo() {
        UUID company = customer("Ada Example", "London");
        UUID invoice = Books.posted(company, line("1", "10.00"));
        Response first = pdf("/invoices/{id}/pdf", invoice);
        String tag = first.getHeader("ETag");

        assertThat(first.getHeader("Cache-Control")).contains("private").contains("no-cache");
        assertThat(first.getHeader("Content-Disposition")).contains("inline; filename=\"Invoice-INV-");
        assertThat(again(invoice, tag).statusCode()).isEqualTo(304);
        Books.pay(invoice, "1.00").statusCode(201);
        assertThat(again(invoice, tag).statusCode()).isEqualTo(200);
        assertThat(Rest.as("agent").get("/invoices/{id}/pdf", UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void manyAtOnceAreAllAnswered() {
        UUID invoice = Books.posted(customer("Ada Example", "London"), line("1", "10.00"));

        List<CompletableFuture<Integer>> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> pdf("/invoices/{id}/pdf", invoice).statusCode()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(200);
    }

    private static UUID customer(String name, String city) {
        Books.customer();
        UUID id = UUID.randomUUID();
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("customerId", id);
        customer.put("companyId", id);
        customer.put("name", name);
        customer.put("vatId", "PL1234567890");
        customer.put(
                "address", Map.of("street", "ul. Piotrkowska 1", "zip", "90-001", "city", city, "country", "Poland"));
        KafkaProbe.shared().teach(Outgoing.event("customer-changed", id, 1, customer));
        return id;
    }

    private static Response again(UUID invoice, String tag) {
        return Rest.as("agent").header("If-None-Match", tag).get("/invoices/{id}/pdf", invoice);
    }

    private static Response pdf(String path, UUID id) {
        return Rest.as(Books.ACCOUNTANT)
                .get(path, id)
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .response();
    }

    private static PrintedPdf save(String name, Response pdf) {
        return PrintedPdf.save(name, pdf.asByteArray());
    }
}
