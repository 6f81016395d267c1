package io.aftersales.accounting.invoice;

import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.accounting.books.Ledger;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static io.aftersales.accounting.books.Books.confirm;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.invoice;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.lineIds;
import static io.aftersales.accounting.books.Books.posted;
import static io.aftersales.accounting.books.Books.tax;
import static org.assertj.core.api.Assertions.assertThat;

/** Cents: tax is rounded half up per line, and the last credit of a line takes what is left of it. */
@QuarkusTest
@WithInfrastructure
class RoundingIT {

    private UUID company;
    private UUID vat;

    @BeforeEach
    void aCompanyAndATaxOfFifteenPerCent() {
        company = customer();
        vat = tax("15");
    }

    @Test
    void taxIsRoundedPerLine() {
        JsonPath invoice = invoice(posted(company, line("3", "33.33", vat), line("1", "10.05", vat)));

        assertThat(invoice.getList("lines.net")).containsExactly("99.99", "10.05");
        assertThat(invoice.getList("lines.tax")).containsExactly("15.00", "1.51");
        assertThat(invoice.getString("total.amount")).isEqualTo("126.55");
    }

    @Test
    void aFullRefundOfRoundedLinesCancelsToTheCent() {
        UUID invoice = posted(company, line("3", "33.33", vat), line("1", "10.05", vat));

        var refund = Refund.of(invoice, company).method("full").send().posted();

        assertThat(refund.text("/total/amount")).isEqualTo("126.55");
        assertThat(invoice(invoice).getString("residual.amount")).isEqualTo("0.00");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
    }

    @Test
    void threeAtFiveCentsAreSeventeenCentsInOneLineAndInThreeCredits() {
        UUID invoice = posted(company, line("3", "0.05", vat));
        assertThat(invoice(invoice).getString("total.amount")).isEqualTo("0.17");

        List<String> credited = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int unit = 0; unit < 3; unit++) {
            UUID note = Refund.of(invoice, company)
                    .method("partial")
                    .line(lineIds(invoice).get(0), "1", null)
                    .send()
                    .draftId();
            credited.add(confirm(note).statusCode(200).extract().path("total.amount"));
            left.add(invoice(invoice).getString("residual.amount"));
        }

        assertThat(credited).containsExactly("0.06", "0.06", "0.05");
        assertThat(left).containsExactly("0.11", "0.05", "0.00");
        assertThat(Ledger.number("select sum(total) from credit_note where invoice_id = '%s' and state = 'POSTED'"
                        .formatted(invoice)))
                .isEqualByComparingTo("0.17");
    }
}
