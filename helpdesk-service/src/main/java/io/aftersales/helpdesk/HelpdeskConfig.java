package io.aftersales.helpdesk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** What an operator can set about the helpdesk itself. */
@ConfigMapping(prefix = "helpdesk")
public interface HelpdeskConfig {

    /** An action that has waited longer than this for its answer is shown as delayed. */
    @WithDefault("30S")
    Duration delayedAfter();

    /** The longest that {@code Prefer: wait=N} is followed; shorter than the time-outs on the way. */
    @WithDefault("25S")
    Duration longestWait();

    /** How often a silent stream shows that it is alive; shorter than the time-outs on the way. */
    @WithDefault("15S")
    Duration streamHeartbeat();

    /** How often tickets without activity are looked for, to be closed as their teams want it. */
    @WithDefault("10M")
    Duration autoCloseEvery();
}
