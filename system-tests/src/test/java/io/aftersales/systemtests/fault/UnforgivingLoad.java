package io.aftersales.systemtests.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.testkit.EventStream;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Agents at work who send every request once and forgive nothing: what is not answered as on a quiet day is a failure, and so
 * is an action that does not succeed. Some refund freshly posted invoices from tickets that are followed live; a stream that
 * ends is opened again where it ended. Others ask for the other actions, each from a ticket of its own. All wait for the
 * outcome. Some only read.
 */
public final class UnforgivingLoad implements AutoCloseable {

    private static final int AGENTS = 3;
    private static final int READERS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long BETWEEN_REQUESTS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final int LONGEST_WAIT_SECONDS = 10;
    private static final String SUCCEEDED = "succeeded";
    private static final String REFUNDING = "accounting";

    private final Desk desk;
    private final List<Supplier<Answer>> reads;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final Set<String> seenLive = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refunding = new AtomicInteger(AGENTS);
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger streamsResumed = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private volatile boolean held;
    private volatile boolean over;

    /**
     * An action that was accepted.
     *
     * @param owner the service that does it
     * @param status as the answer had it
     */
    private record Accepted(String owner, String ticketId, String status) {

        boolean isDone() {
            return status.equals(SUCCEEDED);
        }

        boolean isRefund() {
            return owner.equals(REFUNDING);
        }
    }

    private UnforgivingLoad(Desk desk, List<Supplier<Answer>> reads) {
        this.desk = desk;
        this.reads = reads;
    }

    /**
     * Lets the agents go.
     *
     * @param reads what is read in turn, besides tickets and invoices
     * @param requests what is asked for besides refunds, each by an agent of its own
     */
    public static UnforgivingLoad start(Desk desk, List<Supplier<Answer>> reads, List<RepeatableRequest> requests) {
        UnforgivingLoad load = new UnforgivingLoad(desk, reads);
        for (int i = 0; i < AGENTS; i++) {
            String customer = desk.customer("Customer " + i);
            String ticket = desk.ticket(customer);
            // Once one of its invoices is in, accounting knows the customer.
            String invoice = desk.postedInvoice(customer, "10.00").path("id").asText();
            EventStream stream = desk.agent().stream(address(ticket), null);
            stream.await("ticket");
            load.go(() -> load.follow(ticket, stream));
            load.go(() -> load.refund(customer, ticket));
            if (i < READERS) {
                load.go(() -> load.read(ticket, invoice));
            }
        }
        requests.forEach(request -> load.go(() -> load.repeat(request)));
        return load;
    }

    private void go(Runnable work) {
        running.add(callers.submit(work));
    }

    /** Nothing new is asked until {@link #goOn}; what was asked must be answered all the same. */
    public void hold() {
        held = true;
    }

    public void goOn() {
        held = false;
    }

    /** Requests that were answered so far, as they should be. */
    public int answered() {
        return answered.get();
    }

    public int streamsResumed() {
        return streamsResumed.get();
    }

    /** Actions that were accepted so far. */
    public Set<String> accepted() {
        return accepted.keySet();
    }

    /** How many of them each service does, by its name. */
    public Map<String, Long> acceptedByOwner() {
        return accepted.values().stream()
                .collect(Collectors.groupingBy(Accepted::owner, TreeMap::new, Collectors.counting()));
    }

    /** Those of them whose outcome was in the answer. */
    public long finishedInTheAnswer() {
        return accepted.values().stream().filter(Accepted::isDone).count();
    }

    /** The longest that an answer has taken since this was last asked. */
    public Duration slowest() {
        return Duration.ofNanos(slowestNanos.getAndSet(0));
    }

    /** Everything that went wrong so far. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /**
     * Lets everybody finish what they do, and waits for the outcome of every action; no stream ends before it has shown that of
     * every refund.
     */
    public void finish() throws InterruptedException {
        over = true;
        callers.shutdown();
        for (Future<?> one : running) {
            try {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError("a caller gave up", e.getCause());
            } catch (TimeoutException e) {
                Set<String> missing = new TreeSet<>(accepted());
                missing.removeIf(
                        id -> seenLive.contains(id) || !accepted.get(id).isRefund());
                throw new AssertionError("a caller still waits; refunds not seen live: " + missing, e);
            }
        }
        accepted.forEach(this::requireSuccess);
    }

    private void requireSuccess(String id, Accepted action) {
        if (!action.isDone()) {
            JsonNode outcome = desk.awaitOutcome(action.ticketId(), id);
            if (!outcome.path("status").asText().equals(SUCCEEDED)) {
                failed("an action came to nothing: " + outcome);
            }
        }
    }

    @Override
    public void close() {
        over = true;
        callers.shutdownNow();
    }

    private void refund(String customer, String ticket) {
        while (!over) {
            String invoice =
                    ask(201, () -> desk.accountant().once(Desk.newKey()).post("invoices", invoiceOf(customer)), "/id");
            String posted = invoice == null
                    ? null
                    : ask(
                            200,
                            () -> desk.accountant()
                                    .once(Desk.newKey())
                                    .post("invoices/%s/post".formatted(invoice), Map.of()),
                            "/id");
            if (posted != null) {
                act(
                        REFUNDING,
                        ticket,
                        "refunds",
                        Map.of("invoiceId", posted, "method", "full", "reason", "While it restarts"));
            }
            pause();
        }
        refunding.decrementAndGet();
    }

    private void repeat(RepeatableRequest request) {
        while (!over) {
            String ticket = ask(
                    201,
                    () -> desk.agent().once(Desk.newKey()).post("tickets", desk.ticketOf(request.customerId())),
                    "/id");
            if (ticket != null) {
                act(request.owner(), ticket, request.collection(), request.body());
            }
            pause();
        }
    }

    private void act(String owner, String ticket, String collection, Map<String, ?> request) {
        Answer answer = ask(() -> desk.agent()
                .waiting(LONGEST_WAIT_SECONDS)
                .once(Desk.newKey())
                .post("tickets/%s/%s".formatted(ticket, collection), request));
        if (answer == null) {
            return;
        }
        if (answer.status() == 201 || answer.status() == 202) {
            accepted.put(answer.at("/id"), new Accepted(owner, ticket, answer.at("/status")));
        } else {
            failed(answer.toString());
        }
    }

    private Map<String, ?> invoiceOf(String customer) {
        return Map.of("customerId", customer, "lines", List.of(desk.line("Lamp", 1, "10.00")));
    }

    private void read(String ticket, String invoice) {
        int turn = 0;
        while (!over) {
            ask(200, () -> desk.agent().get("tickets/" + ticket), "/id");
            ask(200, () -> desk.agent().get("tickets/%s/smart-buttons".formatted(ticket)), "");
            ask(200, () -> desk.accountant().get("invoices/" + invoice), "/id");
            if (!reads.isEmpty()) {
                ask(200, reads.get(turn++ % reads.size()), "");
            }
            pause();
        }
    }

    private void follow(String ticket, EventStream opened) {
        EventStream stream = opened;
        while (!sawEverything(ticket)) {
            if (stream.isEnded() && !held) {
                stream = resumed(ticket, stream);
            }
            note(stream);
            pause();
        }
        stream.close();
    }

    /** The stream from where the other one ended, or that one if there is no other now. */
    private EventStream resumed(String ticket, EventStream ended) {
        note(ended);
        try {
            EventStream stream = desk.agent().stream(address(ticket), ended.lastEventId());
            if (stream.status() != 200) {
                failed("the stream of a ticket was answered %d".formatted(stream.status()));
            }
            streamsResumed.incrementAndGet();
            ended.close();
            return stream;
        } catch (UncheckedIOException e) {
            failed("%s: %s".formatted(e.getMessage(), e.getCause()));
            return ended;
        }
    }

    private static String address(String ticket) {
        return "tickets/%s/stream".formatted(ticket);
    }

    private void note(EventStream stream) {
        for (EventStream.Event event : stream.events()) {
            JsonNode data = event.data();
            if ("action".equals(event.name()) && data.path("status").asText().equals(SUCCEEDED)) {
                seenLive.add(data.path("id").asText());
            }
        }
    }

    private boolean sawEverything(String ticket) {
        return refunding.get() == 0
                && accepted.entrySet().stream()
                        .filter(action -> action.getValue().ticketId().equals(ticket))
                        .allMatch(action -> seenLive.contains(action.getKey()));
    }

    /** What is at a pointer of the answer; null when there is no good one. */
    private String ask(int wanted, Supplier<Answer> request, String pointer) {
        Answer answer = ask(request);
        if (answer == null) {
            return null;
        }
        if (answer.status() != wanted) {
            failed(answer.toString());
            return null;
        }
        return answer.at(pointer);
    }

    private Answer ask(Supplier<Answer> request) {
        while (held && !over) {
            pause();
        }
        long sentAt = System.nanoTime();
        try {
            Answer answer = request.get();
            slowestNanos.accumulateAndGet(System.nanoTime() - sentAt, Math::max);
            answered.incrementAndGet();
            return answer;
        } catch (UncheckedIOException e) {
            failed("%s: %s".formatted(e.getMessage(), e.getCause()));
            return null;
        }
    }

    private void failed(String what) {
        failures.add("%s %s".formatted(LocalTime.now().truncatedTo(ChronoUnit.MILLIS), what));
    }

    private static void pause() {
        LockSupport.parkNanos(BETWEEN_REQUESTS);
    }
}
