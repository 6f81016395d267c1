package io.aftersales.testkit.contract;

import io.aftersales.testkit.Message;

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
 * What holds between messages: each aggregate's events count 1, 2, 3 … over all topics, new ones come in that order within a
 * topic, and an id names one message only. Repeats, and states that are published again under the sequence that they had, are
 * allowed.
 */
final class Sequences {

    private Sequences() {}

    /** @param messages all of the topics, those of one partition in their order */
    static List<String> violations(Collection<Message> messages) {
        List<String> violations = new ArrayList<>();
        violations.addAll(gaps(messages));
        violations.addAll(disorder(messages));
        violations.addAll(sharedIds(messages));
        return violations;
    }

    private static List<String> gaps(Collection<Message> messages) {
        Map<String, TreeSet<Long>> bySubject = new TreeMap<>();
        for (Message message : messages) {
            if (message.sequence() != null) {
                bySubject
                        .computeIfAbsent(
                                message.header("ce_source") + " " + message.subject(), subject -> new TreeSet<>())
                        .add(message.sequence());
            }
        }
        List<String> violations = new ArrayList<>();
        bySubject.forEach((subject, sequences) -> {
            if (sequences.first() != 1 || sequences.last() != sequences.size()) {
                violations.add(
                        "the events of %s are %s: they do not count from 1 without gaps".formatted(subject, sequences));
            }
        });
        return violations;
    }

    private static List<String> disorder(Collection<Message> messages) {
        List<String> violations = new ArrayList<>();
        Map<String, Set<Long>> seen = new HashMap<>();
        Map<String, Long> highest = new HashMap<>();
        for (Message message : messages) {
            Long sequence = message.sequence();
            String line = message.topic() + " " + message.key();
            if (sequence != null
                    && seen.computeIfAbsent(line, key -> new HashSet<>()).add(sequence)) {
                Long before = highest.put(line, sequence);
                if (before != null && before > sequence) {
                    violations.add("on %s, event %d follows %d".formatted(line, sequence, before));
                }
            }
        }
        return violations;
    }

    private static List<String> sharedIds(Collection<Message> messages) {
        List<String> violations = new ArrayList<>();
        Map<String, Message> byId = new HashMap<>();
        for (Message message : messages) {
            Message first = byId.putIfAbsent(String.valueOf(message.header("ce_id")), message);
            if (first != null
                    && !(first.topic().equals(message.topic()) && first.key().equals(message.key()))) {
                violations.add("one ce_id for two messages: %s and %s".formatted(first, message));
            }
        }
        return violations;
    }
}
