package io.aftersales.local.retail;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.api.ApiClient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The goods of the sales: a product for each article, and for each invoice a sale order and the delivery that brought all of it
 * on the same day. What the API says of them is found by the sales' own references, whoever entered it.
 */
final class Stockroom {

    private static final int LONGEST_NAME = 200;

    private final ApiClient keeper;

    Stockroom(ApiClient keeper) {
        this.keeper = keeper;
    }

    /** Rows of an import, as those of the next two are; an article is called what it is called first. */
    static List<Map<String, Object>> productRows(Sales sales) {
        Map<String, String> names = new LinkedHashMap<>();
        sales.invoices().stream()
                .flatMap(invoice -> invoice.lines().stream())
                .filter(line -> !line.description().isBlank())
                .forEach(line -> names.putIfAbsent(line.stockCode(), line.description()));
        sales.invoices().stream()
                .flatMap(invoice -> invoice.lines().stream())
                .forEach(line -> names.putIfAbsent(line.stockCode(), line.stockCode()));
        return names.entrySet().stream().map(Stockroom::product).toList();
    }

    private static Map<String, Object> product(Map.Entry<String, String> article) {
        String name = article.getValue();
        return Map.of(
                "externalReference",
                References.product(article.getKey()),
                "sku",
                article.getKey(),
                "name",
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
                "kind",
                "goods");
    }

    static List<Map<String, Object>> orderRows(Sales sales) {
        return sales.invoices().stream().map(Stockroom::order).toList();
    }

    private static Map<String, Object> order(RetailInvoice invoice) {
        return Map.of(
                "externalReference",
                References.order(invoice.invoiceNo()),
                "customerReference",
                References.customer(invoice.customerId()),
                "date",
                invoice.date().toString(),
                "lines",
                invoice.lines().stream()
                        .map(line -> Map.of("sku", line.stockCode(), "quantity", line.quantity()))
                        .toList());
    }

    static List<Map<String, Object>> deliveryRows(Sales sales) {
        return sales.invoices().stream().map(Stockroom::delivery).toList();
    }

    private static Map<String, Object> delivery(RetailInvoice invoice) {
        return Map.of(
                "externalReference",
                References.delivery(invoice.invoiceNo()),
                "saleOrderReference",
                References.order(invoice.invoiceNo()),
                "date",
                invoice.date().toString());
    }

    /** What a ticket asks for so that the goods of a refund come back. */
    Map<String, Object> wanted(Cancellation.Refund refund) {
        JsonNode delivery = Replay.one(
                keeper,
                "deliveries?externalReference="
                        + References.delivery(refund.invoice().invoiceNo()));
        String deliveryId = delivery.path("id").asText();
        JsonNode lines = keeper.get("deliveries/" + deliveryId).body().path("lines");
        List<Map<String, Object>> wanted = refund.lines().stream()
                .map(line -> Map.<String, Object>of(
                        "deliveryLineId",
                        lines.path(refund.invoice().lines().indexOf(line.line()))
                                .path("id")
                                .asText(),
                        "quantity",
                        line.quantity()))
                .toList();
        return Map.of("deliveryId", deliveryId, "lines", wanted);
    }

    /** The deliveries of this sale that are done, with their lines: one, if all is well. */
    List<JsonNode> deliveries(RetailInvoice sale) {
        return done("deliveries", "externalReference=" + References.delivery(sale.invoiceNo()))
                .map(found -> withLines("deliveries", found))
                .toList();
    }

    /** The returns that came out of a ticket, done on the day of this cancellation, with their lines. */
    List<JsonNode> returns(Cancellation cancellation, String ticketId) {
        String day = cancellation.date().toString();
        return done("returns", "ticketId=" + ticketId)
                .filter(found -> found.path("date").asText().equals(day))
                .map(found -> withLines("returns", found))
                .toList();
    }

    private Stream<JsonNode> done(String collection, String filter) {
        return keeper.list(collection + "?state=done&" + filter).stream();
    }

    private JsonNode withLines(String collection, JsonNode found) {
        return keeper.get(collection + "/" + found.path("id").asText()).body();
    }
}
