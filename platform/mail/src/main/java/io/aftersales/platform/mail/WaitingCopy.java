package io.aftersales.platform.mail;

import io.quarkus.mailer.Mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** One recipient's copy of a mail, which waits for the mail server. */
record WaitingCopy(
        UUID mailId,
        String kind,
        String address,
        int putOffs,
        UUID conversation,
        String subject,
        String text,
        String html,
        OffsetDateTime writtenAt) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    static WaitingCopy of(ResultSet row) throws SQLException {
        return new WaitingCopy(
                row.getObject("mail_id", UUID.class),
                row.getString("kind"),
                row.getString("address"),
                row.getInt("put_offs"),
                row.getObject("conversation", UUID.class),
                row.getString("subject"),
                row.getString("text_body"),
                row.getString("html_body"),
                row.getObject("written_at", OffsetDateTime.class));
    }

    /** The message, the same at every attempt. */
    Mail message(String domain) {
        Mail mail = new Mail()
                .addTo(address)
                .setSubject(subject)
                .setText(text)
                .setHtml(html)
                .addHeader("Message-ID", messageId(mailId, domain))
                .addHeader("Date", DATE.format(writtenAt))
                // No out-of-office answers to what no person wrote by hand.
                .addHeader("Auto-Submitted", "auto-generated");
        if (conversation != null) {
            String root = messageId(conversation, domain);
            mail.addHeader("In-Reply-To", root).addHeader("References", root);
        }
        return mail;
    }

    private static String messageId(UUID id, String domain) {
        return "<" + id + "@" + domain + ">";
    }
}
