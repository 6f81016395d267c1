package io.aftersales.local.retail;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.api.ApiClient;
import io.aftersales.local.api.ApiClient.Answer;
import io.aftersales.local.api.ApiException;
import io.aftersales.local.process.SuiteException;
import io.aftersales.local.suite.SuiteApi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Enters real sales through the public API: customers, products, sale orders, deliveries and posted invoices by import, and a
 * ticket for each cancellation with a partial refund of every invoice that it touches, confirmed, and a return of its goods,
 * received; both dated at the cancellation's date.
 *
 * <p>Rows carry an external reference and requests an {@code Idempotency-Key}, both made from the sale's own number. Replaying
 * again, also after a replay that broke off, finds what is there and doubles nothing.
 */
public final class Replay {

    private static final int CALLERS = 8;
    private static final int ROWS_AT_ONCE = 100;
    private static final int WAIT_SECONDS = 10;
    /** A refund that has no outcome by then is a failure here, although it may still get one. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ApiClient agent;
    private final ApiClient accountant;
    private final ApiClient keeper;
    private final Stockroom stockroom;
    private final String teamId;
    private final Progress progress;

    private Replay(ApiClient agent, ApiClient accountant, ApiClient keeper, String teamId, Progress progress) {
        this.agent = agent;
        this.accountant = accountant;
        this.keeper = keeper;
        this.stockroom = new Stockroom(keeper);
        this.teamId = teamId;
        this.progress = progress;
    }

    /**
     * By the sample users: a manager of the helpdesk enters customers and tickets and asks for refunds and returns, an accountant
     * enters invoices and confirms credit notes, and who keeps the stock enters products, orders and deliveries and receives
     * returns.
     *
     * @param teamId of a team with refunds and returns switched on
     */
    public static Replay by(SuiteApi api, String teamId, Progress progress) {
        return new Replay(api.client("hugo"), api.client("anna"), api.client("ines"), teamId, progress);
    }

    /**
     * Returns when all of it is entered.
     *
     * @return what the API says about the documents of these sales
     * @throws ApiException if a request is refused
     * @throws SuiteException if a refund makes no credit note, or a return none
     */
    public Totals run(Sales sales) {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            importAll(
                    "customers",
                    agent,
                    sales.customers().entrySet().stream().map(Replay::row).toList());
            importAll(
                    "invoices",
                    accountant,
                    sales.invoices().stream().map(Replay::row).toList());
            importAll("products", keeper, Stockroom.productRows(sales));
            importAll("sale-orders", keeper, Stockroom.orderRows(sales));
            importAll("deliveries", keeper, Stockroom.deliveryRows(sales));
            each(callers, "cancellations", sales.cancellations(), this::enter);
            return found(sales, callers);
        } finally {
            callers.shutdownNow();
        }
    }

    /** Nothing of this is remembered from entering it: the API is asked, by the sales' own references. */
    private Totals found(Sales sales, ExecutorService callers) {
        Books books = new Books(accountant);
        List<Aftermath> work =
                each(callers, "tickets", sales.cancellations(), cancellation -> aftermath(cancellation, books));
        List<Books.Booked> creditNotes =
                work.stream().map(Aftermath::creditNotes).flatMap(List::stream).toList();
        Set<String> ids = creditNotes.stream().map(Books.Booked::id).collect(Collectors.toSet());
        List<List<Books.Booked>> invoices = each(callers, "books", sales.invoices(), sale -> books.invoices(sale, ids));
        List<List<JsonNode>> deliveries = each(callers, "goods", sales.invoices(), stockroom::deliveries);
        return Totals.of(
                invoices.stream().flatMap(List::stream).toList(),
                work.stream().mapToInt(Aftermath::tickets).sum(),
                creditNotes,
                deliveries.stream().flatMap(List::stream).toList(),
                work.stream().map(Aftermath::returns).flatMap(List::stream).toList());
    }

    /** What came out of a cancellation. */
    private record Aftermath(int tickets, List<Books.Booked> creditNotes, List<JsonNode> returns) {}

    private Aftermath aftermath(Cancellation cancellation, Books books) {
        List<JsonNode> found =
                agent.list("tickets?externalReference=" + References.cancellation(cancellation.cancellationNo()));
        List<String> tickets =
                found.stream().map(ticket -> ticket.path("id").asText()).toList();
        return new Aftermath(
                tickets.size(),
                tickets.stream()
                        .flatMap(id -> books.creditNotes(cancellation, id).stream())
                        .toList(),
                tickets.stream()
                        .flatMap(id -> stockroom.returns(cancellation, id).stream())
                        .toList());
    }

    /** Why the credit notes of a cancellation were asked for. */
    static String reason(Cancellation cancellation) {
        return "Cancellation " + cancellation.cancellationNo();
    }

    private void importAll(String kind, ApiClient by, List<Map<String, Object>> rows) {
        progress.show(kind, 0, rows.size());
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            int to = Math.min(from + ROWS_AT_ONCE, rows.size());
            importSome(kind, by, rows.subList(from, to));
            progress.show(kind, to, rows.size());
        }
    }

    /** Rows that name what the service has not heard of yet are sent again. */
    private static void importSome(String kind, ApiClient by, List<Map<String, Object>> rows) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode refused = by.importRows(kind, rows).path("refused");
        while (!refused.isEmpty()) {
            boolean mayPass = refused.valueStream()
                    .allMatch(row -> row.path("code").asText().startsWith("unknown-"));
            if (!mayPass || System.nanoTime() > deadline) {
                throw new SuiteException("Of the %s, %,d were refused: %s".formatted(kind, refused.size(), refused));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            refused = by.importRows(kind, rows).path("refused");
        }
    }

    private static Map<String, Object> row(Map.Entry<String, String> customer) {
        return Map.of(
                "externalReference",
                References.customer(customer.getKey()),
                "name",
                "Customer " + customer.getKey(),
                "address",
                Map.of("country", customer.getValue()));
    }

    private static Map<String, Object> row(RetailInvoice invoice) {
        return Map.of(
                "externalReference",
                References.invoice(invoice.invoiceNo()),
                "state",
                "posted",
                "customerReference",
                References.customer(invoice.customerId()),
                "date",
                invoice.date().toString(),
                "lines",
                invoice.lines().stream().map(Replay::line).toList());
    }

    private static Map<String, Object> line(SalesLine line) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("description", line.stockCode() + " " + line.description());
        body.put("quantity", line.quantity());
        body.put("unitPrice", line.unitPrice().toPlainString());
        return body;
    }

    /** @return the ticket */
    private String enter(Cancellation cancellation) {
        String key = References.cancellation(cancellation.cancellationNo());
        JsonNode customer = one(agent, "customers?externalReference=" + References.customer(cancellation.customerId()));
        String ticketId = agent.post(
                        "tickets",
                        key,
                        Map.of(
                                "subject",
                                reason(cancellation),
                                "customerId",
                                customer.path("id").asText(),
                                "teamId",
                                teamId,
                                "externalReference",
                                key))
                .id();
        cancellation.refunds().forEach(refund -> enter(cancellation, refund, ticketId));
        return ticketId;
    }

    private void enter(Cancellation cancellation, Cancellation.Refund refund, String ticketId) {
        String invoiceNo = refund.invoice().invoiceNo();
        String key = References.cancellation(cancellation.cancellationNo()) + "/" + invoiceNo;
        String invoiceId = one(accountant, "invoices?externalReference=" + References.invoice(invoiceNo))
                .path("id")
                .asText();
        Answer action = agent.postAndWait(
                "tickets/" + ticketId + "/refunds",
                key,
                Map.of(
                        "invoiceId", invoiceId,
                        "method", "partial",
                        "reason", reason(cancellation),
                        "date", cancellation.date().toString(),
                        "lines", lines(refund, accountant.get("invoices/" + invoiceId))),
                WAIT_SECONDS);
        post(accountant, "credit-notes/" + documentOf(ticketId, action, "credit-note"), "confirm", key, Map.of());
        takeBack(cancellation, refund, ticketId, key);
    }

    /** The goods come back on the day of the cancellation. */
    private void takeBack(Cancellation cancellation, Cancellation.Refund refund, String ticketId, String key) {
        Answer action = agent.postAndWait(
                "tickets/" + ticketId + "/returns", key + "/return", stockroom.wanted(refund), WAIT_SECONDS);
        post(
                keeper,
                "returns/" + documentOf(ticketId, action, "return"),
                "validate",
                key,
                Map.of("date", cancellation.date().toString()));
    }

    static JsonNode one(ApiClient reader, String list) {
        List<JsonNode> found = reader.list(list);
        if (found.size() != 1) {
            throw new SuiteException("There is not one, but %d: %s".formatted(found.size(), list));
        }
        return found.get(0);
    }

    /** Finishes a document, unless a replay before this one did; the answer to that is not remembered for ever. */
    private static void post(ApiClient by, String document, String verb, String key, Map<String, ?> body) {
        try {
            by.post(document + "/" + verb, key + "/" + verb, body);
        } catch (ApiException e) {
            boolean done = e.status() == 409
                    && Set.of("posted", "done")
                            .contains(by.get(document).body().path("state").asText());
            if (!done) {
                throw e;
            }
        }
    }

    private static List<Map<String, Object>> lines(Cancellation.Refund refund, Answer invoice) {
        JsonNode lines = invoice.body().path("lines");
        return refund.lines().stream()
                .map(line -> Map.<String, Object>of(
                        "invoiceLineId",
                                lines.path(refund.invoice().lines().indexOf(line.line()))
                                        .path("id")
                                        .asText(),
                        "quantity", line.quantity()))
                .toList();
    }

    private String documentOf(String ticketId, Answer asked, String type) {
        JsonNode action = asked.body();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (action.path("status").asText().equals("requested") && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            action = agent.get("tickets/" + ticketId + "/actions/" + asked.id()).body();
        }
        for (JsonNode document : action.path("documents")) {
            if (document.path("type").asText().equals(type)) {
                return document.path("id").asText();
            }
        }
        throw new SuiteException("Asking for a %s made none: %s".formatted(type, action));
    }

    private <T, R> List<R> each(ExecutorService callers, String what, Collection<T> all, Work<T, R> work) {
        AtomicInteger done = new AtomicInteger();
        progress.show(what, 0, all.size());
        List<Callable<R>> tasks = all.stream()
                .map(one -> (Callable<R>) () -> {
                    R result = work.on(one);
                    progress.show(what, done.incrementAndGet(), all.size());
                    return result;
                })
                .toList();
        List<Future<R>> running = tasks.stream().map(callers::submit).toList();
        try {
            List<R> results = new ArrayList<>();
            for (Future<R> future : running) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("interrupted", e);
        }
    }

    @FunctionalInterface
    private interface Work<T, R> {
        R on(T one);
    }

    /** Who is told how far the replay is; called from several threads. */
    @FunctionalInterface
    public interface Progress {

        /** @param what is being entered, of which so many are done */
        void show(String what, int done, int all);
    }
}
