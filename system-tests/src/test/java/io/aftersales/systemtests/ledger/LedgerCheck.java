package io.aftersales.systemtests.ledger;

import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.systemtests.topics.TopicRules;
import io.aftersales.testkit.Message;
import org.awaitility.Awaitility;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An auditor from outside: reads the databases by JDBC and all topics by a plain consumer, shares no code with the services,
 * and finds everything that contradicts what the suite guarantees once nothing is under way any more. Above all: every accepted
 * action has exactly one outcome, and every document exactly one cause.
 */
public final class LedgerCheck {

    private final Connection helpdesk;
    private final Map<Trade, Connection> owners;
    private final List<Message> messages;
    private final List<String> broken = new ArrayList<>();

    LedgerCheck(Connection helpdesk, Map<Trade, Connection> owners, List<Message> messages) {
        this.helpdesk = helpdesk;
        this.owners = owners;
        this.messages = messages;
    }

    /** Waits until nothing is under way in the suite, then fails if anything is wrong in its books. */
    public static void assertClean(RunningSuite suite, Collection<String> acceptedActions) throws SQLException {
        Map<Trade, Connection> owners = new LinkedHashMap<>();
        try (Connection helpdesk = suite.database("helpdesk")) {
            Trade.ALL.stream()
                    .filter(trade -> suite.runs(trade.owner()))
                    .forEach(trade -> owners.put(trade, suite.database(trade.owner())));
            List<Message> messages = messagesAtRest(suite, helpdesk, owners);
            List<String> broken = new LedgerCheck(helpdesk, owners, messages).find(acceptedActions);
            System.out.printf(
                    "Ledger check: %,d accepted actions, %s, %,d messages on the topics (%,d distinct); %s%n",
                    acceptedActions.size(),
                    documents(owners),
                    messages.size(),
                    messages.stream()
                            .map(message -> message.header("ce_id"))
                            .distinct()
                            .count(),
                    broken.isEmpty() ? "nothing is wrong" : broken.size() + " things are wrong");
            assertThat(broken).as("what is wrong in the books").isEmpty();
        } finally {
            for (Connection owner : owners.values()) {
                owner.close();
            }
        }
    }

    private static List<Message> messagesAtRest(
            RunningSuite suite, Connection helpdesk, Map<Trade, Connection> owners) {
        Map<String, Connection> databases = new LinkedHashMap<>();
        databases.put("helpdesk", helpdesk);
        owners.forEach((trade, database) -> databases.put(trade.owner(), database));
        try (Standstill standstill = new Standstill(suite, databases)) {
            return standstill.awaitMessages();
        }
    }

    private static String documents(Map<Trade, Connection> owners) throws SQLException {
        List<String> counts = new ArrayList<>();
        for (Map.Entry<Trade, Connection> owner : owners.entrySet()) {
            long count = count(
                    owner.getValue(), "(%s) documents".formatted(owner.getKey().documents()));
            counts.add("%,d %ss".formatted(count, owner.getKey().documentType()));
        }
        return String.join(", ", counts);
    }

    /** Waits until every action is finished and all outboxes are empty. */
    public static void awaitRest(Connection helpdesk, Connection... owners) {
        Awaitility.await("every action finished and every message relayed")
                .atMost(Duration.ofMinutes(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    long underWay = count(helpdesk, "after_sales_action where status = 'REQUESTED'")
                            + count(helpdesk, "outbox");
                    for (Connection owner : owners) {
                        underWay += count(owner, "outbox");
                    }
                    return underWay == 0;
                });
    }

    /** Everything that is wrong, each with its place; nothing may be under way. */
    List<String> find(Collection<String> acceptedActions) throws SQLException {
        for (Rule rule : HelpdeskRules.ALL) {
            broken.addAll(rule.brokenIn(helpdesk));
        }
        broken.addAll(TopicRules.gaps(messages));
        broken.addAll(TopicRules.disorder(messages));
        broken.addAll(TopicRules.sharedIds(messages));
        acceptedActionsWereKept(acceptedActions, pairs(helpdesk, "select id, status from after_sales_action"));
        for (Map.Entry<Trade, Connection> owner : owners.entrySet()) {
            examine(owner.getKey(), owner.getValue());
        }
        Map<String, TreeSet<Long>> told = TopicRules.sequences(messages);
        for (String table : List.of("ticket", "customer", "company")) {
            compareSequences("/helpdesk", helpdesk, table, told);
        }
        return broken;
    }

    private void examine(Trade trade, Connection owner) throws SQLException {
        for (Rule rule : trade.rules()) {
            broken.addAll(rule.brokenIn(owner));
        }
        Map<String, String> actions =
                pairs(helpdesk, "select id, status from after_sales_action where kind = '%s'".formatted(trade.kind()));
        everyActionHasOneCommandAndOneAnswer(trade, actions);
        everyActionHasOneOutcome(trade, owner, actions);
        theHelpdeskShowsDocumentsAsTheyAre(trade, owner);
        Map<String, TreeSet<Long>> told = TopicRules.sequences(messages);
        for (String table : trade.aggregates()) {
            compareSequences("/" + trade.owner(), owner, table, told);
        }
    }

    private void acceptedActionsWereKept(Collection<String> accepted, Map<String, String> actions) {
        for (String id : accepted) {
            if (!actions.containsKey(id)) {
                broken.add("action %s was accepted, but the helpdesk does not have it".formatted(id));
            }
        }
        if (new HashSet<>(accepted).size() != accepted.size()) {
            broken.add("different requests were answered with one action");
        }
    }

    private void everyActionHasOneCommandAndOneAnswer(Trade trade, Map<String, String> actions) {
        Map<String, Set<String>> commands = messages.stream()
                .filter(message -> message.topic().equals(trade.command()))
                .collect(groupingBy(Message::correlationId, mapping(message -> message.header("ce_id"), toSet())));
        Map<String, Set<String>> answers = messages.stream()
                .filter(message -> trade.isAnsweredBy(message.topic()) && message.correlationId() != null)
                .collect(groupingBy(
                        Message::correlationId,
                        mapping(message -> message.topic() + " " + message.subject(), toSet())));
        actions.forEach((id, status) -> {
            Set<String> sent = commands.getOrDefault(id, Set.of());
            if (sent.size() != 1) {
                broken.add("action %s sent the commands %s".formatted(id, sent));
            }
            Set<String> answered = answers.getOrDefault(id, Set.of());
            boolean rejected = answered.contains(trade.rejection() + " " + id);
            // A draft that is confirmed later tells of the same document on a second topic.
            long documents = answered.stream()
                    .filter(answer -> !answer.startsWith(trade.rejection()))
                    .map(answer -> answer.substring(answer.indexOf(' ')))
                    .distinct()
                    .count();
            if (documents + (rejected ? 1 : 0) != 1 || rejected != status.equals("REJECTED")) {
                broken.add("action %s is %s and was answered by %s".formatted(id, status, answered));
            }
        });
        Set<String> uncalledFor = new TreeSet<>(commands.keySet());
        uncalledFor.removeAll(actions.keySet());
        uncalledFor.forEach(id -> broken.add("a command was sent for action %s, which does not exist".formatted(id)));
    }

    private void everyActionHasOneOutcome(Trade trade, Connection owner, Map<String, String> actions)
            throws SQLException {
        Map<String, String> documents = pairs(
                owner,
                "select action_id, string_agg(concat_ws(' ', id, number), ', ') from (%s) documents group by action_id"
                        .formatted(trade.documents()));
        Map<String, String> counts = pairs(
                owner,
                "select action_id, count(*) from (%s) documents group by action_id".formatted(trade.documents()));
        actions.forEach((id, status) -> {
            int made = Integer.parseInt(counts.getOrDefault(id, "0"));
            if (made != (status.equals("SUCCEEDED") ? 1 : 0)) {
                broken.add("action %s is %s and made the %ss %s"
                        .formatted(id, status, trade.documentType(), documents.get(id)));
            }
        });
        Set<String> causeless = new TreeSet<>(documents.keySet());
        causeless.removeAll(actions.keySet());
        causeless.forEach(id -> broken.add(
                "%s %s names action %s, which does not exist".formatted(trade.documentType(), documents.get(id), id)));
    }

    private void theHelpdeskShowsDocumentsAsTheyAre(Trade trade, Connection owner) throws SQLException {
        Map<String, String> shown = pairs(helpdesk, """
                select action_id || ' ' || document_id, concat_ws(' ', upper(state), number)
                from action_document where type = '%s'""".formatted(trade.documentType()));
        Map<String, String> real = pairs(
                owner,
                "select action_id || ' ' || id, concat_ws(' ', state, number) from (%s) documents"
                        .formatted(trade.documents()));
        Set<String> either = new TreeSet<>(shown.keySet());
        either.addAll(real.keySet());
        for (String document : either) {
            if (!String.valueOf(real.get(document)).equals(shown.get(document))) {
                broken.add("%s (action, id) %s is %s, and the helpdesk shows %s"
                        .formatted(trade.documentType(), document, real.get(document), shown.get(document)));
            }
        }
    }

    private void compareSequences(String source, Connection database, String table, Map<String, TreeSet<Long>> told)
            throws SQLException {
        pairs(database, "select id, event_sequence from " + table).forEach((id, sequence) -> {
            TreeSet<Long> events = told.getOrDefault(source + " " + id, new TreeSet<>());
            long last = events.isEmpty() ? 0 : events.last();
            if (last != Long.parseLong(sequence)) {
                broken.add("%s %s has told %s of its %s changes".formatted(table, id, events, sequence));
            }
        });
    }

    private static long count(Connection database, String table) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Map<String, String> pairs(Connection database, String query) throws SQLException {
        Map<String, String> pairs = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }
}
