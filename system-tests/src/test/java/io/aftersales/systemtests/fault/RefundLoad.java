package io.aftersales.systemtests.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Desk;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Many agents who ask for refunds as fast as they are taken, and who send a request again, with its key, until it is accepted:
 * whatever dies meanwhile.
 */
final class RefundLoad {

    private static final int CALLERS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final Desk desk;
    private final List<Wish> wishes;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final List<Future<?>> running = new ArrayList<>();

    private record Wish(String ticketId, String key, Map<String, ?> request) {}

    private RefundLoad(Desk desk, List<Wish> wishes) {
        this.desk = desk;
        this.wishes = wishes;
    }

    /**
     * Posts an invoice for each refund and asks for nothing yet. Of ten refunds six are full, one makes a new draft, one is
     * partial, and two are full refunds of one invoice, of which one has to be rejected.
     */
    static RefundLoad of(Desk desk, List<String> customers, int refunds) {
        List<String> tickets = AtOnce.run(customers.size(), 8, number -> desk.ticket(customers.get(number)));
        List<List<Wish>> tens = AtOnce.run(
                refunds / 10,
                8,
                ten -> ten(desk, customers.get(ten % customers.size()), tickets.get(ten % tickets.size())));
        return new RefundLoad(desk, tens.stream().flatMap(List::stream).toList());
    }

    private static List<Wish> ten(Desk desk, String customer, String ticket) {
        List<Wish> ten = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ten.add(wish(ticket, desk.postedInvoice(customer, "10.00", "5.05"), "full"));
        }
        ten.add(wish(ticket, desk.postedInvoice(customer, "20.00"), "full-and-new-draft"));
        ten.add(wish(ticket, desk.postedInvoice(customer, "30.00"), "partial"));
        JsonNode wantedTwice = desk.postedInvoice(customer, "40.00");
        ten.add(wish(ticket, wantedTwice, "full"));
        ten.add(wish(ticket, wantedTwice, "full"));
        return ten;
    }

    private static Wish wish(String ticket, JsonNode invoice, String method) {
        return new Wish(
                ticket,
                Desk.newKey(),
                Map.of("invoiceId", invoice.path("id").asText(), "method", method, "reason", "Under load"));
    }

    /** Lets the agents go. */
    void start() {
        for (Wish wish : wishes) {
            running.add(callers.submit(() -> accepted.add(askUntilAccepted(wish))));
        }
        callers.shutdown();
    }

    /** How many refunds are wanted. */
    int size() {
        return wishes.size();
    }

    /** The actions as which refunds were accepted so far. */
    Set<String> accepted() {
        return accepted;
    }

    boolean isOver() {
        return running.stream().allMatch(Future::isDone);
    }

    /** Waits until every refund is accepted; fails if one is refused. */
    void finish() {
        try {
            for (Future<?> one : running) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a refund was not accepted", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a refund was not accepted within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            callers.shutdownNow();
        }
    }

    private String askUntilAccepted(Wish wish) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Answer answer = desk.askForRefund(wish.ticketId(), wish.key(), wish.request());
                if (answer.status() == 202) {
                    return answer.at("/id");
                }
                if (!mayPass(answer)) {
                    throw new AssertionError("unexpectedly, " + answer);
                }
            } catch (UncheckedIOException nobodyThere) {
                // Asked again below: the key makes sure that it has one effect.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new IllegalStateException("interrupted");
    }

    private static boolean mayPass(Answer answer) {
        return PASSING.contains(answer.status())
                || answer.status() == 409 && answer.at("/code").equals("request-in-progress");
    }
}
