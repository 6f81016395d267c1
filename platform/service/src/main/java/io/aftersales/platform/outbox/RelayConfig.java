package io.aftersales.platform.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** Settings of the {@link Relay}. The defaults suit every service. */
@ConfigMapping(prefix = "aftersales.relay")
public interface RelayConfig {

    /** Off where change data capture takes the relay's place. */
    @WithDefault("true")
    boolean enabled();

    /** Rows per transaction, at most. */
    @WithDefault("500")
    int batchSize();

    /** Characters of payload after which a batch is full, so that large messages do not fill the memory. */
    @WithDefault("4000000")
    int batchCharacters();

    /**
     * How long after some rows were sent the next are read, at the earliest: while much is written, rows gather for fewer and
     * larger batches. What comes when nothing was waiting goes at once.
     */
    @WithDefault("5ms")
    Duration linger();

    /** How soon rows of other replicas are looked for after some were found; it grows up to {@link #longestPoll()}. */
    @WithDefault("10ms")
    Duration shortestPoll();

    @WithDefault("50ms")
    Duration longestPoll();

    /** How often a replica that is not the holder tries to become it. */
    @WithDefault("500ms")
    Duration lockPoll();

    /** How long a batch may wait for the broker before it is given up and sent again from its start. */
    @WithDefault("20s")
    Duration sendTimeout();

    /** How long the rows of a topic that does not exist are left aside before it is looked for again. */
    @WithDefault("5s")
    Duration missingTopicRetry();

    /** Age of the oldest message in the outbox above which no new after-sales action is accepted. */
    @WithDefault("15m")
    Duration overdueAfter();
}
