package io.aftersales.systemtests.topics;

import io.aftersales.testkit.Message;
import io.aftersales.testkit.contract.Contracts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must be true of everything that lies on the topics. Messages may lie there more than once, since they are sent at least
 * once: only the first of a message counts for order.
 */
public final class TopicRules {

    private TopicRules() {}

    /** What breaks the published contracts: headers, payload, topic. */
    public static List<String> brokenContracts(Collection<Message> messages) {
        Contracts contracts = Contracts.read();
        List<String> broken = new ArrayList<>();
        for (Message message : messages) {
            contracts.violationsOf(message).forEach(violation -> broken.add(violation + " in " + message));
        }
        return broken;
    }

    /** Events of a document that do not count from 1 without gaps over all topics. */
    public static List<String> gaps(Collection<Message> messages) {
        List<String> broken = new ArrayList<>();
        sequences(messages).forEach((document, sequences) -> {
            if (sequences.first() != 1 || sequences.last() != sequences.size()) {
                broken.add("the events of %s are %s".formatted(document, sequences));
            }
        });
        return broken;
    }

    /** The sequences of each document's events, by source and subject such as {@code /accounting 0198…}. */
    public static Map<String, TreeSet<Long>> sequences(Collection<Message> messages) {
        Map<String, TreeSet<Long>> byDocument = new TreeMap<>();
        for (Message message : messages) {
            if (message.sequence() != null) {
                byDocument
                        .computeIfAbsent(message.header("ce_source") + " " + message.subject(), key -> new TreeSet<>())
                        .add(message.sequence());
            }
        }
        return byDocument;
    }

    /** Keys whose messages do not lie on one partition of a topic, in the order in which they were written. */
    public static List<String> disorder(List<Message> messages) {
        List<String> broken = new ArrayList<>();
        Map<String, Integer> partitions = new HashMap<>();
        Map<String, Message> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Message message : messages) {
            String line = message.topic() + " " + message.key();
            if (!partitions.computeIfAbsent(line, key -> message.partition()).equals(message.partition())) {
                broken.add(line + " lies on more than one partition");
            }
            if (!seen.add(message.header("ce_id"))) {
                continue;
            }
            Message before = last.put(line, message);
            if (before != null && isBefore(message, before)) {
                broken.add("on %s, %s comes after %s".formatted(line, message, before));
            }
        }
        return broken;
    }

    private static boolean isBefore(Message one, Message other) {
        return one.sequence() != null && other.sequence() != null && one.sequence() < other.sequence();
    }

    /** Ids that name different messages. */
    public static List<String> sharedIds(Collection<Message> messages) {
        List<String> broken = new ArrayList<>();
        Map<String, Message> byId = new HashMap<>();
        for (Message message : messages) {
            Message first = byId.putIfAbsent(message.header("ce_id"), message);
            if (first != null
                    && !(first.topic().equals(message.topic())
                            && first.payload().equals(message.payload()))) {
                broken.add("one ce_id names %s and %s".formatted(first, message));
            }
        }
        return broken;
    }
}
