package io.aftersales.systemtests.ledger;

import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.systemtests.topics.Topics;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.contract.AsyncApi;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The moment at which nothing is under way in a suite any more. It is told by facts and not by silence: no outbox has a row, every
 * message that was sent is in its readers' inboxes, no action or command waits, and nothing was sent while that was looked at.
 * What a service writes later is caused by whoever asks it next.
 */
public final class Standstill implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Read by every replica for those who look at a ticket: it changes no table. */
    private static final String LIVE = "ticket-changed";

    private static final String MESSAGES = "(select count(*) from outbox) + (select count(*) from set_aside_command)";
    private static final String MAILS = "(select count(*) from outgoing_mail where settled_at is null)";

    /** The services that send mails. */
    private static final List<String> SENDERS = List.of("helpdesk", "loyalty");

    /** What waits besides messages, by service. */
    private static final Map<String, String> WAITING = Map.of(
            "helpdesk",
            "(select count(*) from after_sales_action where status = 'REQUESTED')",
            "repair",
            "(select count(*) from repair_order where invoice_state = 'REQUESTED' or parts_state = 'REQUESTED')");

    private final Topics topics;
    private final Topics.Ends ends;
    private final Map<String, Connection> databases;
    private final Map<String, List<String>> received = new HashMap<>();

    /** @param databases of the services that run, by service; they stay open */
    public Standstill(RunningSuite suite, Map<String, Connection> databases) {
        this.topics = suite.topics();
        this.ends = topics.ends();
        this.databases = new LinkedHashMap<>(databases);
        AsyncApi contract = AsyncApi.read();
        databases
                .keySet()
                .forEach(service -> received.put(
                        service,
                        contract.receivedBy(service).stream()
                                .filter(topic -> !topic.equals(LIVE))
                                .toList()));
    }

    /**
     * Waits for it, and until no mail is on its way. Not for a suite whose processes are killed: a message may then lie on its
     * topic twice.
     */
    public void await() {
        patiently().until(() -> {
            Map<String, Long> sent = ends.now();
            return unread(sent) == 0
                    && underWay() == 0
                    && mails() == 0
                    && ends.now().equals(sent);
        });
    }

    /** Waits for it, and returns all that lies on the topics. A message that lies there twice is taken in once. */
    List<Message> awaitMessages() {
        return patiently()
                .until(
                        () -> {
                            if (underWay() > 0) {
                                return null;
                            }
                            Map<String, Long> sent = ends.now();
                            List<Message> messages = topics.readAll();
                            return unread(distinct(messages)) == 0
                                            && underWay() == 0
                                            && ends.now().equals(sent)
                                    ? messages
                                    : null;
                        },
                        Objects::nonNull);
    }

    private static ConditionFactory patiently() {
        return Awaitility.await("nothing to be under way")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    /** Messages without an id are told apart by their place, as the inbox does. */
    private static Map<String, Long> distinct(Collection<Message> messages) {
        Set<String> seen = new HashSet<>();
        Map<String, Long> count = new HashMap<>();
        for (Message message : messages) {
            String id = message.header("ce_id");
            if (id == null || seen.add(id)) {
                count.merge(message.topic(), 1L, Long::sum);
            }
        }
        return count;
    }

    /** @param sent how many messages were sent, by topic */
    private long unread(Map<String, Long> sent) throws SQLException {
        long unread = 0;
        for (Map.Entry<String, Connection> database : databases.entrySet()) {
            long toRead = received.get(database.getKey()).stream()
                    .mapToLong(topic -> sent.getOrDefault(topic, 0L))
                    .sum();
            unread += Math.max(0, toRead - number(database.getValue(), "(select count(*) from inbox)"));
        }
        return unread;
    }

    private long underWay() throws SQLException {
        long underWay = 0;
        for (Map.Entry<String, Connection> database : databases.entrySet()) {
            String also = WAITING.get(database.getKey());
            underWay += number(database.getValue(), also == null ? MESSAGES : MESSAGES + " + " + also);
        }
        return underWay;
    }

    private long mails() throws SQLException {
        long mails = 0;
        for (String sender : SENDERS) {
            if (databases.containsKey(sender)) {
                mails += number(databases.get(sender), MAILS);
            }
        }
        return mails;
    }

    private static long number(Connection database, String expression) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select " + expression)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        ends.close();
    }
}
