package io.aftersales.platform.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A mail as a business transaction decides on it. Each recipient gets a copy of its own, which names nobody else.
 *
 * @param kind names the {@link MailHandler} that learns what became of it; there need not be one
 * @param subjectId the record that the mail is about
 * @param recipients bare addresses, checked where they came in; those that differ in case only are one
 * @param subject one line: white space and control characters in a row become one space
 * @param text the plain part
 * @param html the same as HTML, escaped
 * @param conversation mails of one conversation are shown as one thread; null for a mail that stands alone
 */
public record OutgoingMail(
        String kind,
        UUID subjectId,
        List<String> recipients,
        String subject,
        String text,
        String html,
        UUID conversation) {

    /** A bare address, as a regular expression: nothing in it can end a header or begin another address. */
    public static final String ADDRESS = "[^\\s\\p{Cc}<>@,;]+@[^\\s\\p{Cc}<>@,;]+";

    /** Characters of the longest address. */
    public static final int LONGEST_ADDRESS = 254;

    /** What has no control character in it, such as a line break, as a regular expression. */
    public static final String ONE_LINE = "\\P{Cc}*";

    private static final Pattern BARE_ADDRESS = Pattern.compile(ADDRESS);
    private static final Pattern NO_LINE = Pattern.compile("[\\s\\p{Cc}]+");

    /** @throws IllegalArgumentException without recipients, or with one that is no bare address */
    public OutgoingMail {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subjectId, "subjectId");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        recipients = eachOnce(recipients);
        subject = NO_LINE.matcher(subject).replaceAll(" ").strip();
    }

    /** Whether this is an address that a mail can be sent to. */
    public static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS && BARE_ADDRESS.matcher(text).matches();
    }

    private static List<String> eachOnce(List<String> recipients) {
        Map<String, String> once = new LinkedHashMap<>();
        for (String recipient : recipients) {
            if (!isAddress(recipient)) {
                throw new IllegalArgumentException("no address: " + recipient);
            }
            once.putIfAbsent(recipient.toLowerCase(Locale.ROOT), recipient);
        }
        if (once.isEmpty()) {
            throw new IllegalArgumentException("a mail without recipients");
        }
        return List.copyOf(once.values());
    }
}
