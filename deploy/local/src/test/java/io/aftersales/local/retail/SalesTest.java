package io.aftersales.local.retail;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

class SalesTest {

    private static final LocalDateTime MORNING = LocalDateTime.of(2010, 12, 1, 9, 0);

    @Test
    void findsTheInvoicesAndRefundsOfTheBundledDays() {
        Sales sales = SalesFiles.bundled();

        assertThat(sales.invoices()).hasSize(315);
        assertThat(sales.invoiced()).isEqualByComparingTo("117614.73");
        assertThat(sales.customers()).hasSize(234);
        assertThat(sales.refunds()).hasSize(6);
        assertThat(sales.refunded()).isEqualByComparingTo("136.10");
        Map<String, String> invoiceOfCancellation = sales.cancellations().stream()
                .collect(Collectors.toMap(
                        Cancellation::cancellationNo,
                        cancellation -> cancellation.refunds().get(0).invoice().invoiceNo()));
        assertThat(invoiceOfCancellation)
                .isEqualTo(Map.of(
                        "C536506", "536488",
                        "C536737", "536537",
                        "C536758", "536395",
                        "C536826", "536397",
                        "C536979", "536557",
                        "C537024", "536617"));
    }

    @Test
    void findsTheInvoicesAndRefundsOfTheWholeMonth() {
        Path month = theWholeMonth();

        Sales sales = SalesFiles.in(month);

        assertThat(sales.invoices()).hasSize(1_400);
        assertThat(sales.invoiced()).isEqualByComparingTo("572713.89");
        assertThat(sales.cancellations()).hasSize(143);
        assertThat(sales.refunds()).hasSize(156);
        assertThat(sales.refunded()).isEqualByComparingTo("8031.72");
        assertThat(sales.refunds()
                        .flatMap(refund -> refund.lines().stream())
                        .mapToInt(Cancellation.RefundedLine::quantity)
                        .sum())
                .isEqualTo(3_196);
        assertThat(sales.unmatched()).isEqualTo(401);
        Totals expected = Totals.expectedOf(sales);
        assertThat(expected.creditedTwice()).isEqualTo(10);
        assertThat(expected.reversed()).isEqualTo(6);
        assertThat(expected.receivable()).isEqualByComparingTo("564682.17");
        assertThat(expected.income()).isEqualByComparingTo("564682.17");
    }

    /** Where the data lies beside the checkout; where it does not, that is said, not passed over. */
    private static Path theWholeMonth() {
        Path month = Path.of(System.getProperty("aftersales.root"), "../shared/data/online-retail")
                .normalize();
        if (!Files.isDirectory(month)) {
            String skipped = "SKIPPED: the whole month of sales, for which there is no folder " + month;
            System.out.println(skipped);
            abort(skipped);
        }
        return month;
    }

    @Test
    void takesTheLatestEarlierLineThatHasEnoughLeft() {
        Sales sales = Sales.of(List.of(
                line("1", "A", 5, 0, "1.00"),
                line("2", "A", 5, 1, "1.00"),
                line("3", "A", 2, 2, "1.00"),
                line("C4", "A", -3, 3, "1.00"),
                line("5", "A", 9, 4, "1.00")));

        Cancellation.Refund refund = sales.refunds().findFirst().orElseThrow();
        assertThat(refund.invoice().invoiceNo()).isEqualTo("2");
        assertThat(refund.total()).isEqualByComparingTo("3.00");
    }

    @Test
    void usesUpWhatWasTakenBack() {
        Sales sales = Sales.of(
                List.of(line("1", "A", 5, 0, "1.00"), line("C2", "A", -4, 1, "1.00"), line("C3", "A", -4, 2, "1.00")));

        assertThat(sales.refunds()).hasSize(1);
        assertThat(sales.unmatched()).isEqualTo(1);
    }

    @Test
    void doesNotMatchAnotherCustomerArticleOrPrice() {
        Sales sales = Sales.of(List.of(
                line("1", "A", 5, 0, "1.00"),
                line("C2", "B", -1, 1, "1.00"),
                line("C3", "A", -1, 2, "1.01"),
                new SalesLine("C4", "A", "a", -1, MORNING.plusMinutes(3), new BigDecimal("1.00"), "99", "EIRE", 0)));

        assertThat(sales.refunds()).isEmpty();
        assertThat(sales.unmatched()).isEqualTo(3);
    }

    @Test
    void addsUpLinesOfOneCancellationThatHitTheSameInvoicedLine() {
        Sales sales = Sales.of(
                List.of(line("1", "A", 5, 0, "1.00"), line("C2", "A", -1, 1, "1.00"), line("C2", "A", -2, 1, "1.00")));

        List<Cancellation.RefundedLine> lines =
                sales.refunds().findFirst().orElseThrow().lines();
        assertThat(lines)
                .singleElement()
                .extracting(Cancellation.RefundedLine::quantity)
                .isEqualTo(3);
    }

    @Test
    void datesAnInvoiceByItsFirstLineAndLeavesOutWhatWasNotSold() {
        Sales sales = Sales.of(List.of(
                line("1", "A", 5, 24 * 60, "1.00"),
                line("1", "B", 1, 0, "1.00"),
                line("1", "C", 1, 0, "0"),
                line("1", "D", -1, 0, "1.00"),
                new SalesLine("2", "A", "a", 1, MORNING, BigDecimal.ONE, "", "EIRE", 0)));

        assertThat(sales.invoices()).singleElement().satisfies(invoice -> {
            assertThat(invoice.date()).isEqualTo(LocalDate.of(2010, 12, 1));
            assertThat(invoice.lines()).hasSize(2);
        });
        assertThat(sales.leftOut()).isEqualTo(3);
    }

    private static SalesLine line(String invoice, String article, int quantity, int minutes, String price) {
        return new SalesLine(
                invoice,
                article,
                "an article",
                quantity,
                MORNING.plusMinutes(minutes),
                new BigDecimal(price),
                "7",
                "EIRE",
                0);
    }
}
