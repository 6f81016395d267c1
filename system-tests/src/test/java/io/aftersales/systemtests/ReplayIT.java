package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.api.ApiClient;
import io.aftersales.local.retail.Replay;
import io.aftersales.local.retail.Sales;
import io.aftersales.local.retail.SalesFiles;
import io.aftersales.local.retail.Totals;
import io.aftersales.local.sample.SampleCompany;
import io.aftersales.local.suite.SuiteApi;
import io.aftersales.local.suite.SuiteBuilder;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two days with all that the month of real sales has, into an empty suite: twice, once more after it was stopped and started, and
 * once more after others worked with what is there. Before they do, what is there is counted over everything that the API has, by
 * other means than the replay's own.
 */
class ReplayIT {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    /** Four invoices of customers, 101.00 + 35.00 + 4.35 + 20.00, and one of nobody. */
    private static final String SALES = HEADER + """
            1001,LAMP,A LAMP,10,2010-12-01 09:00:00,10.10,17850.0,United Kingdom
            1002,LAMP,A LAMP,2,2010-12-01 09:10:00,10.10,17850.0,United Kingdom
            1002,BOWL,A BOWL,4,2010-12-01 09:10:00,3.70,17850.0,United Kingdom
            1003,DUCK,A DUCK,3,2010-12-01 09:20:00,1.45,12583.0,France
            1004,VASE,A VASE,1,2010-12-01 09:30:00,20,13747.0,United Kingdom
            1005,VASE,A VASE,1,2010-12-01 09:40:00,20,,United Kingdom
            1004,GIFT,A GIFT,1,2010-12-01 09:30:00,0,13747.0,United Kingdom
            """;

    /**
     * The first credits 1001 and, in two lines of one article, 1002; the second 1001 again; the third all of 1003; the last finds
     * no lamp at that price.
     */
    private static final String CANCELLATIONS = HEADER + """
            C2001,LAMP,A LAMP,-4,2010-12-02 10:00:00,10.10,17850.0,United Kingdom
            C2001,BOWL,A BOWL,-1,2010-12-02 10:00:00,3.70,17850.0,United Kingdom
            C2001,BOWL,A BOWL,-2,2010-12-02 10:00:00,3.70,17850.0,United Kingdom
            C2002,LAMP,A LAMP,-3,2010-12-02 10:10:00,10.10,17850.0,United Kingdom
            C2003,DUCK,A DUCK,-3,2010-12-02 10:20:00,1.45,12583.0,France
            C2004,LAMP,A LAMP,-1,2010-12-02 10:30:00,9.99,17850.0,United Kingdom
            """;

    @TempDir
    Path folder;

    @Test
    void replaysWithoutDoublingAnythingAlsoAfterARestart() throws IOException {
        write("2010-12-01.csv.gz", SALES);
        write("2010-12-02.csv.gz", CANCELLATIONS);
        Sales sales = SalesFiles.in(folder);

        try (RunningSuite suite = RunningSuite.startFor(ReplayIT.class, ReplayIT::whatAReplayTakes)) {
            SuiteApi api = suite.processes().clientView();
            String team = new SampleCompany(api).setUp();
            replay(sales, api, team);
            replay(sales, api, team);
        }
        try (RunningSuite suite = RunningSuite.startAgainFor(ReplayIT.class, ReplayIT::whatAReplayTakes)) {
            SuiteApi api = suite.processes().clientView();
            String team = new SampleCompany(api).team().orElseThrow();
            replay(sales, api, team);
            othersWork(api);
            agrees(sales, api, team);
        }
    }

    private static SuiteBuilder whatAReplayTakes(SuiteBuilder chosen) {
        return chosen.only(List.of("helpdesk", "accounting", "inventory"));
    }

    private static void replay(Sales sales, SuiteApi api, String team) {
        agrees(sales, api, team);
        theTicketsAreThereOnce(api.client("hugo"));
        theBooksAreRight(api.client("anna"));
        theGoodsAreWhereTheyBelong(api.client("ines"));
    }

    private static void agrees(Sales sales, SuiteApi api, String team) {
        Totals found = Replay.by(api, team, (what, done, all) -> {}).run(sales);

        System.out.println(found);
        assertThat(found.agreesWith(Totals.expectedOf(sales)))
                .as(found.toString())
                .isTrue();
    }

    /**
     * Everything with the ticket of the first cancellation and its two invoices: one is paid in part, the other has its rest
     * credited and a lamp of it comes back.
     */
    private static void othersWork(SuiteApi api) {
        ApiClient manager = api.client("hugo");
        ApiClient accountant = api.client("anna");
        ApiClient keeper = api.client("ines");
        String ticket = "tickets/" + id(manager, "tickets?externalReference=online-retail/cancellation/C2001");
        String reversed = id(accountant, "invoices?externalReference=online-retail/invoice/1001");
        String paid = id(accountant, "invoices?externalReference=online-retail/invoice/1002");
        String delivery = id(keeper, "deliveries?externalReference=online-retail/delivery/1001");
        String line =
                keeper.get("deliveries/" + delivery).body().at("/lines/0/id").asText();

        accountant.post(
                "invoices/" + paid + "/payments",
                "paid",
                Map.of("amount", Map.of("amount", "5.00", "currency", "GBP")));
        manager.post(
                ticket + "/refunds", "refund", Map.of("invoiceId", reversed, "method", "full", "reason", "Broken"));
        manager.post(
                ticket + "/returns",
                "return",
                Map.of("deliveryId", delivery, "lines", List.of(Map.of("deliveryLineId", line, "quantity", 1))));
        Awaitility.await("the refund")
                .atMost(Duration.ofSeconds(60))
                .until(() -> accountant
                        .get("invoices/" + reversed)
                        .body()
                        .path("paymentState")
                        .asText()
                        .equals("reversed"));
        Awaitility.await("the return")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !keeper.list("returns?state=ready").isEmpty());
        keeper.post(
                "returns/" + id(keeper, "returns?state=ready") + "/validate", "received", Map.of("date", "2010-12-03"));

        assertThat(accountant
                        .get("invoices/" + paid)
                        .body()
                        .at("/residual/amount")
                        .asText())
                .isEqualTo("18.90");
        assertThat(keeper.list("returns?state=done")).hasSize(5);
    }

    private static String id(ApiClient reader, String list) {
        return reader.list(list).get(0).path("id").asText();
    }

    private static void theTicketsAreThereOnce(ApiClient manager) {
        assertThat(manager.list("tickets"))
                .extracting(ticket -> ticket.path("subject").asText())
                .containsExactlyInAnyOrder("Cancellation C2001", "Cancellation C2002", "Cancellation C2003");
    }

    private static void theBooksAreRight(ApiClient accountant) {
        List<JsonNode> invoices = accountant.list("invoices");
        List<JsonNode> creditNotes = accountant.list("credit-notes");

        assertThat(invoices).extracting(ReplayIT::state).containsOnly("posted");
        assertThat(amounts(invoices, "total")).containsExactlyInAnyOrder("101.00", "35.00", "4.35", "20.00");
        assertThat(invoices)
                .filteredOn(invoice -> invoice.path("paymentState").asText().equals("reversed"))
                .singleElement()
                .satisfies(reversed ->
                        assertThat(reversed.at("/total/amount").asText()).isEqualTo("4.35"));
        assertThat(creditNotes).extracting(ReplayIT::state).containsOnly("posted");
        assertThat(amounts(creditNotes, "total")).containsExactlyInAnyOrder("40.40", "11.10", "30.30", "4.35");
        assertThat(creditNotes).extracting(note -> note.path("date").asText()).containsOnly("2010-12-02");
        assertThat(creditNotes.stream()
                        .collect(groupingBy(note -> note.path("invoiceId").asText(), counting()))
                        .values())
                .as("credit notes of each invoice")
                .containsExactlyInAnyOrder(2L, 1L, 1L);

        Map<String, BigDecimal> balances = balances(accountant);
        assertThat(balances.get("receivable")).isEqualByComparingTo("74.20");
        assertThat(balances.get("income")).isEqualByComparingTo("-74.20");
    }

    private static void theGoodsAreWhereTheyBelong(ApiClient keeper) {
        List<JsonNode> deliveries = keeper.list("deliveries");
        List<JsonNode> returns = keeper.list("returns");

        assertThat(deliveries).hasSize(4).extracting(ReplayIT::state).containsOnly("done");
        assertThat(returns).hasSize(4).extracting(ReplayIT::state).containsOnly("done");
        assertThat(returns).extracting(one -> one.path("date").asText()).containsOnly("2010-12-02");
        assertThat(deliveries)
                .extracting(delivery -> delivery.path("returnable").asInt())
                .as("of 10, 6, 3 and 1 units, what may still come back")
                .containsExactlyInAnyOrder(3, 3, 0, 1);
        assertThat(units(keeper, "returns", returns, "received")).isEqualTo(13);
    }

    private static int units(ApiClient keeper, String collection, List<JsonNode> documents, String field) {
        return documents.stream()
                .map(one ->
                        keeper.get(collection + "/" + one.path("id").asText()).body())
                .flatMap(document -> document.path("lines").valueStream())
                .mapToInt(line -> line.path(field).asInt())
                .sum();
    }

    private static String state(JsonNode document) {
        return document.path("state").asText();
    }

    private static Stream<String> amounts(List<JsonNode> documents, String field) {
        return documents.stream()
                .map(document -> document.path(field).path("amount").asText());
    }

    private static Map<String, BigDecimal> balances(ApiClient accountant) {
        return accountant
                .get("trial-balance")
                .body()
                .path("accounts")
                .valueStream()
                .collect(toMap(
                        row -> row.path("account").asText(),
                        row -> new BigDecimal(row.at("/balance/amount").asText())));
    }

    private void write(String name, String content) throws IOException {
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            file.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
