package io.aftersales.testkit.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.aftersales.testkit.Faults.Meanwhile;
import io.aftersales.testkit.Infrastructure;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real SMTP server for the test class that registers it, at the port that the service under test hands its mails to. What
 * mail servers do at times is done in front of it: being away, refusing a recipient, taking long.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MailServer MAILS = new MailServer();
 * }</pre>
 */
public final class MailServer implements BeforeAllCallback, AfterAllCallback {

    /** How long a mail may take: after an outage, the pause before its next attempt is as long as the outage was. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String HOST = "127.0.0.1";

    private final GreenMail server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));
    private final SmtpRules rules = new SmtpRules();
    private SmtpFront front;

    @Override
    public void beforeAll(ExtensionContext context) {
        server.start();
        open();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        front.close();
        server.stop();
    }

    /** What arrived for an address so far, in no order. */
    public List<MimeMessage> mailsTo(String address) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> isFor(address, mail))
                .toList();
    }

    /** Waits until so many mails have arrived for an address. */
    public List<MimeMessage> awaitMailsTo(String address, int count) {
        Awaitility.await(count + " mails to " + address)
                .atMost(PATIENCE)
                .until(() -> mailsTo(address).size() >= count);
        return mailsTo(address);
    }

    /** Waits for the first mail to an address. */
    public MimeMessage awaitMailTo(String address) {
        return awaitMailsTo(address, 1).get(0);
    }

    /** No connection is taken, and those that are open end. When this returns, the server is back at the same port. */
    public void away(Meanwhile meanwhile) throws Exception {
        front.close();
        try {
            meanwhile.happens();
        } finally {
            open();
        }
    }

    /**
     * From now on.
     *
     * @param reply to a {@code RCPT} of the address, such as {@code 550 5.1.1 No such mailbox}; null takes it again
     */
    public void answerRecipient(String address, String reply) {
        rules.answerRecipient(address, reply);
    }

    /** From now on every mail is left waiting before it is taken, until the hold is closed. */
    public Hold hold() {
        return rules.hold();
    }

    /** From now on mails are taken at once again; those that wait go on waiting. */
    public void holdNoMore() {
        rules.holdNoMore();
    }

    private void open() {
        try {
            front = new SmtpFront(
                    Infrastructure.running().mailPort(), server.getSmtp().getPort(), rules);
        } catch (IOException e) {
            throw new UncheckedIOException("the mail server's port could not be opened", e);
        }
    }

    private static boolean isFor(String address, MimeMessage mail) {
        try {
            Address[] recipients = mail.getAllRecipients();
            return recipients != null && Arrays.asList(recipients).contains(new InternetAddress(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
