package io.aftersales.repair.quotation;

import io.aftersales.repair.workshop.Workshop;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.pdf.PrintedPdf;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** The quotation on paper. {@code target/pdf} keeps what was written, and pictures of the first pages, to be looked at. */
@QuarkusTest
@WithInfrastructure
class QuotationIT {

    @Test
    void aQuotationShowsLinesTaxesTotalsAndNotesButNoRepairNotes() {
        UUID standard = Workshop.tax("15");
        UUID reduced = Workshop.tax("5.5");
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "before");
        draft.put("serialNumber", "SN-0815");
        draft.put("plannedDate", "2026-12-01");
        draft.put("description", "Does not light <any more> & smells");
        draft.put(
                "parts",
                List.of(
                        Workshop.part("add", Workshop.goods(), "1", "50.00", standard),
                        Workshop.part("add", Workshop.goods(), "1000", "0.0125", reduced),
                        Workshop.part("remove", Workshop.goods(), "1", "30.00", standard)));
        draft.put("operations", List.of(Workshop.operation("Replace the switch", "1", "50.00", standard)));
        draft.put("repairNotes", "Keep away from this customer");
        draft.put("quotationNotes", "Ready by Friday.\nPlease bring the delivery note.");
        UUID order = Workshop.created(draft);

        PrintedPdf pdf = save("quotation", order);

        assertThat(pdf.text())
                .contains("Quotation " + Workshop.read(order).getString("number"))
                .contains("Quotation for")
                .contains("Lamps & Co.", "Workshop Lane 2", "VAT ID DE999999999")
                .contains("10115 Berlin")
                .contains("SN-0815", "1 December 2026")
                .contains("Does not light <any more> & smells")
                .contains("Replace the switch")
                .contains("(taken out)")
                .contains("€0.0125")
                .contains("Tax 5.5% on €12.50", "€0.69")
                .contains("Tax 15% on €100.00", "€15.00")
                .contains("€112.50", "€128.19")
                .contains("Ready by Friday.", "Please bring the delivery note.")
                .contains("Page 1 of 1")
                .doesNotContain("Keep away", "CANCELLED");
        pdf.expectToBeSeen("Description", "Unit price", "Replace the switch", "€0.0125", "€128.19", "Ready by Friday.");
    }

    @Test
    void underWarrantyTheCustomerSeesWhyNothingIsCharged() {
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "none");
        draft.put("operations", List.of(Workshop.operation("Replace it", "1", "50.00", Workshop.tax("15"))));
        draft.put("underWarranty", true);

        PrintedPdf pdf = save("warranty", Workshop.created(draft));

        assertThat(pdf.text()).contains("Under warranty", "€0.00").doesNotContain("Tax 15%");
        pdf.expectToBeSeen("Description", "Replace it", "Under warranty");
    }

    @Test
    void aCancelledOneIsMarkedAndOneWithoutLinesIsWritten() {
        UUID order = Workshop.created(Workshop.draft(Workshop.customer(), Workshop.goods(), "none"));
        Workshop.move(order, "cancel").statusCode(200);

        assertThat(save("cancelled", order).text().replace(" ", "")).contains("CANCELLED", "€0.00");
    }

    @Test
    void aLongQuotationRepeatsItsTableHeadOnEveryPage() {
        Map<String, Object> draft = Workshop.draft(Workshop.customer(), Workshop.goods(), "none");
        UUID part = Workshop.goods();
        draft.put(
                "parts",
                Stream.generate(() -> Workshop.part("add", part, "1", "1.00"))
                        .limit(50)
                        .toList());
        draft.put(
                "operations",
                IntStream.rangeClosed(1, 50)
                        .mapToObj(i -> Workshop.operation("Step number " + i, "1", "1.00"))
                        .toList());

        List<String> pages = save("long", Workshop.created(draft)).pages();

        assertThat(pages).hasSizeGreaterThan(2);
        for (int page = 1; page < pages.size(); page++) {
            assertThat(pages.get(page - 1)).contains("Unit price", "Page " + page + " of " + pages.size());
        }
    }

    private static PrintedPdf save(String name, UUID order) {
        return PrintedPdf.save(
                name,
                Rest.as(Workshop.REPAIR_USER)
                        .get("/repair-orders/{id}/quotation.pdf", order)
                        .then()
                        .statusCode(200)
                        .contentType("application/pdf")
                        .header("Content-Disposition", containsString("Quotation-RO-"))
                        .extract()
                        .asByteArray());
    }
}
