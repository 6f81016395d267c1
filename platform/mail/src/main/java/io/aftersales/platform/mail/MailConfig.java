package io.aftersales.platform.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** Settings of outgoing mail. The defaults suit every service; operators give the sender here, and the server to Quarkus' mailer. */
@ConfigMapping(prefix = "aftersales.mail")
public interface MailConfig {

    /** Sender of all mails: an address, or a name and an address in angle brackets. */
    String from();

    /** How long the server may take for one copy before it counts as away. */
    @WithDefault("30s")
    Duration handOverTimeout();

    /** How soon mails of other replicas are looked for. */
    @WithDefault("1s")
    Duration poll();

    /** How long a server that is away is left alone before the second attempt; it doubles with each. A new mail is tried at once. */
    @WithDefault("200ms")
    Duration firstPause();

    /** How long a server that is away is left alone, at most. */
    @WithDefault("30s")
    Duration longestPause();

    /** First pause after a recipient was put off for the moment; it doubles up to an hour. */
    @WithDefault("1m")
    Duration firstDelay();

    /** A recipient that was put off for so long counts as refused. A server that is away is waited for without end. */
    @WithDefault("P5D")
    Duration giveUpAfter();

    /** How long it is kept which recipients were refused. */
    @WithDefault("P30D")
    Duration keepRefused();

    /** How often it is measured what waits. */
    @WithDefault("10s")
    Duration measureEvery();

    /** The part of our Message-IDs behind the at sign: that of the sender's address. */
    default String domain() {
        String from = from();
        return from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    }
}
