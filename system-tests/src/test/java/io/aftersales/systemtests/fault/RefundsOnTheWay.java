package io.aftersales.systemtests.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Full refunds that cannot come to an end before they are let go: somebody holds the rows of their invoices. What is killed
 * until then is killed while all of them are under way.
 */
public final class RefundsOnTheWay implements AutoCloseable {

    /** Also for the partitions of a killed replica to find another. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int CALLERS = 8;
    private static final int LONGEST_WAIT_SECONDS = 20;

    private final String ticket;
    private final List<String> invoices;
    private final List<String> keys;
    private final Connection holder;
    private final ExecutorService waiters;
    private final List<Future<Answer>> waiting = new ArrayList<>();
    private List<String> actions = List.of();

    private RefundsOnTheWay(String ticket, List<String> invoices, Connection holder) {
        this.ticket = ticket;
        this.invoices = invoices;
        this.keys = Stream.generate(Desk::newKey).limit(invoices.size()).toList();
        this.holder = holder;
        this.waiters = Executors.newFixedThreadPool(invoices.size());
    }

    /** Posts an invoice for each, and asks for nothing yet. */
    public static RefundsOnTheWay ofOneTicket(RunningSuite suite, Desk desk, int refunds) throws SQLException {
        String customer = desk.customer("Eve Example");
        String ticket = desk.ticket(customer);
        List<String> invoices = AtOnce.run(refunds, CALLERS, number -> desk.postedInvoice(customer, "10.00")).stream()
                .map(invoice -> invoice.path("id").asText())
                .toList();
        Connection holder = suite.database("accounting");
        holder.setAutoCommit(false);
        try (PreparedStatement rows = holder.prepareStatement("select id from invoice where id = any(?) for update")) {
            Array ids = holder.createArrayOf(
                    "uuid", invoices.stream().map(UUID::fromString).toArray());
            rows.setArray(1, ids);
            rows.executeQuery().close();
        }
        return new RefundsOnTheWay(ticket, invoices, holder);
    }

    /** Where the ticket is followed live. */
    public String stream() {
        return "tickets/%s/stream".formatted(ticket);
    }

    /** Asks for all of them; each is accepted. */
    public void ask(Caller caller) {
        actions = AtOnce.run(
                invoices.size(),
                CALLERS,
                number -> ask(caller, number).expect(202).at("/id"));
    }

    /** The accepted actions. */
    public List<String> actions() {
        return actions;
    }

    /** Has somebody ask again for each, with its key, who waits for the outcome, until it is there. */
    public void waitAt(Caller caller) {
        Caller patient = caller.waiting(LONGEST_WAIT_SECONDS);
        for (int i = 0; i < invoices.size(); i++) {
            int number = i;
            waiting.add(waiters.submit(() -> Awaitility.await("the outcome of " + actions.get(number))
                    .atMost(PATIENCE)
                    .until(() -> ask(patient, number), answer -> answer.status() != 202)
                    .expect(201)));
        }
    }

    private Answer ask(Caller caller, int number) {
        return caller.once(keys.get(number))
                .post(
                        "tickets/%s/refunds".formatted(ticket),
                        Map.of("invoiceId", invoices.get(number), "method", "full"));
    }

    /** Waits until accounting is at one of them, and stands before the row that is held. */
    public void awaitBegun() {
        Awaitility.await("a transaction that waits for an invoice")
                .atMost(PATIENCE)
                .until(this::isBegun);
    }

    private boolean isBegun() throws SQLException {
        try (Statement statement = holder.createStatement();
                ResultSet row = statement.executeQuery("""
                        select exists (select from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock')""")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Fails if one of them has an outcome already. */
    public void assertAllUnderWay(Caller caller) {
        for (String action : actions) {
            JsonNode found = caller.get("tickets/%s/actions/%s".formatted(ticket, action))
                    .expect(200)
                    .body();
            assertThat(found.path("status").asText()).as(found.toString()).isEqualTo("requested");
        }
    }

    public void letGo() throws SQLException {
        holder.rollback();
    }

    /** What those who wait are answered, in the order of the actions. */
    public List<Answer> awaitAnswers() throws Exception {
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> one : waiting) {
            answers.add(one.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        return answers;
    }

    @Override
    public void close() throws SQLException {
        waiters.shutdownNow();
        holder.close();
    }
}
