package io.aftersales.testkit.contract;

import io.aftersales.testkit.Message;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SequencesTest {

    private int ids;

    @Test
    void countsOneAggregatesEventsOverAllTopics() {
        assertThat(violations(event("drafted", "a", 1), event("cancelled", "a", 3), event("posted", "a", 2)))
                .isEmpty();
    }

    @Test
    void findsAGap() {
        assertThat(violations(event("drafted", "a", 1), event("posted", "a", 3)))
                .containsExactly("the events of /test a are [1, 3]: they do not count from 1 without gaps");
    }

    @Test
    void findsAnAggregateThatDoesNotBeginAtOne() {
        assertThat(violations(event("drafted", "a", 2))).hasSize(1);
    }

    @Test
    void findsEventsInTheWrongOrderWithinATopic() {
        assertThat(violations(event("changed", "a", 2), event("changed", "a", 1)))
                .containsExactly("on changed a, event 1 follows 2");
    }

    @Test
    void allowsAStateThatIsPublishedAgainUnderItsSequence() {
        assertThat(violations(event("changed", "a", 1), event("changed", "a", 2), event("changed", "a", 1)))
                .isEmpty();
    }

    @Test
    void allowsARepeatOfOneMessage() {
        Message once = event("changed", "a", 1);
        assertThat(violations(once, once)).isEmpty();
    }

    @Test
    void findsOneIdOnTwoMessages() {
        Message first = event("changed", "a", 1);
        Message second = new Message("posted", 0, 0, "b", Map.of("ce_id", first.header("ce_id")), new byte[0]);
        assertThat(violations(first, second)).hasSize(1).first().asString().startsWith("one ce_id for two messages");
    }

    private List<String> violations(Message... messages) {
        return Sequences.violations(List.of(messages));
    }

    private Message event(String topic, String subject, long sequence) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_id", "id-" + ids++);
        headers.put("ce_source", "/test");
        headers.put("ce_subject", subject);
        headers.put("ce_sequence", Long.toString(sequence));
        return new Message(topic, 0, 0, subject, headers, new byte[0]);
    }
}
