package io.aftersales.testkit.mail;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happens to a client's commands before they reach the mail server. */
final class SmtpRules {

    private static final Pattern RECIPIENT = Pattern.compile("RCPT TO:\\s*<([^>]*)>.*", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private volatile Hold hold;

    void answerRecipient(String address, String reply) {
        if (reply == null) {
            replies.remove(address.toLowerCase(Locale.ROOT));
        } else {
            replies.put(address.toLowerCase(Locale.ROOT), reply);
        }
    }

    Hold hold() {
        hold = new Hold();
        return hold;
    }

    void holdNoMore() {
        hold = null;
    }

    /** The answer that the client gets without the server; empty when the server is to answer. May take its time. */
    Optional<String> answer(String command) throws InterruptedException {
        Hold current = hold;
        if (current != null && command.regionMatches(true, 0, "MAIL FROM:", 0, 10)) {
            current.pass();
        }
        Matcher recipient = RECIPIENT.matcher(command);
        return recipient.matches()
                ? Optional.ofNullable(replies.get(recipient.group(1).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }
}
