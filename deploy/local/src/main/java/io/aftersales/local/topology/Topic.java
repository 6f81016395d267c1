package io.aftersales.local.topology;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.time.Duration;
import java.util.Map;

/**
 * A topic: one message type, or a service's dead letters.
 *
 * @param owner the service that executes the command or publishes the event
 * @param retentionDays how long records are kept; absent where the topic is compacted
 */
public record Topic(String name, String owner, int partitions, Cleanup cleanup, Integer retentionDays) {

    private static final Duration SEGMENT = Duration.ofDays(1);

    public Topic {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " has no partition");
        }
        if ((cleanup == Cleanup.DELETE) != (retentionDays != null)) {
            throw new IllegalArgumentException("topic " + name + ": retentionDays goes with cleanup delete");
        }
    }

    /**
     * The settings with which the broker is told to make the topic. Only closed segments are deleted: without a limit of their
     * own, a quiet topic's would keep records for another week, past what the inbox remembers.
     */
    public Map<String, String> settings() {
        return cleanup == Cleanup.COMPACT
                ? Map.of("cleanup.policy", "compact")
                : Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        Long.toString(Duration.ofDays(retentionDays).toMillis()),
                        "segment.ms",
                        Long.toString(SEGMENT.toMillis()));
    }

    /** What becomes of old records. */
    public enum Cleanup {
        @JsonProperty("delete")
        DELETE,
        @JsonProperty("compact")
        COMPACT
    }
}
