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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Enters real sales through the public API: customers, invoices posted at their date, and a ticket for each cancellation
 * with a partial refund of every invoice that it touches, confirmed and dated at the cancellation's date.
 *
 * <p>Every request carries an {@code Idempotency-Key} made from the sale's own number. Replaying again, also after a
 * replay that broke off, finds what is there and doubles nothing.
 */
public final class Replay {

    private static final int CALLERS = 8;
    private static final int WAIT_SECONDS = 10;
    /** A refund that has no outcome by then is a failure here, although it may still get one. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ApiClient agent;
    private final ApiClient accountant;
    private final String teamId;
    private final Progress progress;

    private Replay(ApiClient agent, ApiClient accountant, String teamId, Progress progress) {
        this.agent = agent;
        this.accountant = accountant;
        this.teamId = teamId;
        this.progress = progress;
    }

    /**
     * By the sample users: a manager of the helpdesk enters customers and tickets and asks for refunds, an accountant enters
     * invoices and confirms credit notes.
     *
     * @param teamId of a team with refunds switched on
     */
    public static Replay by(SuiteApi api, String teamId, Progress progress) {
        return new Replay(api.client("hugo"), api.client("anna"), teamId, progress);
    }

    /**
     * Returns when all of it is entered.
     *
     * @return what the API says about the documents of these sales
     * @throws ApiException if a request is refused
     * @throws SuiteException if a refund makes no credit note
     */
    public Totals run(Sales sales) {
        Map<String, String> countries = sales.customers();
        Map<String, String> customers = new ConcurrentHashMap<>();
        Map<String, Answer> invoices = new ConcurrentHashMap<>();
        Map<Cancellation, String> tickets = new ConcurrentHashMap<>();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            each(
                    callers,
                    "customers",
                    countries.entrySet(),
                    entry -> customers.put(entry.getKey(), enterCustomer(entry.getKey(), entry.getValue())));
            each(
                    callers,
                    "invoices",
                    sales.invoices(),
                    invoice -> invoices.put(
                            invoice.invoiceNo(), enterInvoice(invoice, customers.get(invoice.customerId()))));
            each(
                    callers,
                    "cancellations",
                    sales.cancellations(),
                    cancellation -> tickets.put(
                            cancellation,
                            enterCancellation(cancellation, customers.get(cancellation.customerId()), invoices)));
            Books books = new Books(accountant);
            List<List<Books.Booked>> booked = each(callers, "books", sales.invoices(), books::invoices);
            List<List<Books.Booked>> credited = each(
                    callers,
                    "credits",
                    sales.cancellations(),
                    cancellation -> books.creditNotes(cancellation, tickets.get(cancellation)));
            return Totals.of(
                    booked.stream().flatMap(List::stream).toList(),
                    Set.copyOf(tickets.values()).size(),
                    credited.stream().flatMap(List::stream).toList());
        } finally {
            callers.shutdownNow();
        }
    }

    /** Why the credit notes of a cancellation were asked for. */
    static String reason(Cancellation cancellation) {
        return "Cancellation " + cancellation.cancellationNo();
    }

    private String enterCustomer(String number, String country) {
        return agent.post(
                        "customers",
                        References.customer(number),
                        Map.of(
                                "name", "Customer " + number,
                                "address", Map.of("country", country),
                                "externalReference", References.customer(number)))
                .id();
    }

    private Answer enterInvoice(RetailInvoice invoice, String customerId) {
        String key = References.invoice(invoice.invoiceNo());
        Answer draft = accountant.post(
                "invoices",
                key,
                Map.of(
                        "customerId",
                        customerId,
                        "date",
                        invoice.date().toString(),
                        "externalReference",
                        key,
                        "lines",
                        invoice.lines().stream().map(Replay::line).toList()));
        post("invoices/" + draft.id(), "post", key);
        return draft;
    }

    private static Map<String, Object> line(SalesLine line) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("description", line.stockCode() + " " + line.description());
        body.put("quantity", line.quantity());
        body.put("unitPrice", line.unitPrice().toPlainString());
        return body;
    }

    private String enterCancellation(Cancellation cancellation, String customerId, Map<String, Answer> invoices) {
        String key = References.cancellation(cancellation.cancellationNo());
        String ticketId = agent.post(
                        "tickets",
                        key,
                        Map.of(
                                "subject", reason(cancellation),
                                "customerId", customerId,
                                "teamId", teamId))
                .id();
        for (Cancellation.Refund refund : cancellation.refunds()) {
            Answer invoice = invoices.get(refund.invoice().invoiceNo());
            String refundKey = key + "/" + refund.invoice().invoiceNo();
            Answer action = agent.postAndWait(
                    "tickets/" + ticketId + "/refunds",
                    refundKey,
                    Map.of(
                            "invoiceId", invoice.id(),
                            "method", "partial",
                            "reason", reason(cancellation),
                            "date", cancellation.date().toString(),
                            "lines", refundedLines(refund, invoice)),
                    WAIT_SECONDS);
            String creditNote = creditNoteOf(ticketId, action);
            post("credit-notes/" + creditNote, "confirm", refundKey);
        }
        return ticketId;
    }

    /** Posts a draft, unless a replay before this one did; the answer to that is not remembered for ever. */
    private void post(String document, String verb, String key) {
        try {
            accountant.post(document + "/" + verb, key + "/" + verb, Map.of());
        } catch (ApiException e) {
            boolean posted = e.status() == 409
                    && accountant.get(document).body().path("state").asText().equals("posted");
            if (!posted) {
                throw e;
            }
        }
    }

    private static List<Map<String, Object>> refundedLines(Cancellation.Refund refund, Answer invoice) {
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

    private String creditNoteOf(String ticketId, Answer asked) {
        JsonNode action = asked.body();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (action.path("status").asText().equals("requested") && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            action = agent.get("tickets/" + ticketId + "/actions/" + asked.id()).body();
        }
        for (JsonNode document : action.path("documents")) {
            if (document.path("type").asText().equals("credit-note")) {
                return document.path("id").asText();
            }
        }
        throw new SuiteException("The refund made no credit note: " + action);
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
