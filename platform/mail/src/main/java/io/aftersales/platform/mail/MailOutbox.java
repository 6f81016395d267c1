package io.aftersales.platform.mail;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

/**
 * Takes mails in a business transaction: they are written when it completes and sent after its commit, or never if it is rolled
 * back. Each copy is handed to the mail server once, except after a death between the server's acceptance and our commit: then
 * it goes out again under the same Message-ID.
 */
@ApplicationScoped
public class MailOutbox {

    private static final String INSERT = """
            with mail as (
                insert into outgoing_mail (id, kind, subject_id, conversation, subject, text_body, html_body,
                                           recipients_waiting, correlation_id, causation_id, traceparent)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                returning id)
            insert into mail_recipient (mail_id, address)
            select mail.id, address from mail, unnest(cast(?12 as text[])) as address""";

    private final MailSender sender;

    MailOutbox(MailSender sender) {
        this.sender = sender;
    }

    /** @return the mail's id */
    public UUID write(Work work, OutgoingMail mail) {
        UUID id = Ids.next();
        work.beforeCommit(() -> insert(id, mail, work.cause()));
        work.afterCommit(sender::wake);
        return id;
    }

    private static Uni<Void> insert(UUID id, OutgoingMail mail, Cause cause) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter(1, id)
                        .setParameter(2, mail.kind())
                        .setParameter(3, mail.subjectId())
                        .setParameter(4, mail.conversation())
                        .setParameter(5, mail.subject())
                        .setParameter(6, mail.text())
                        .setParameter(7, mail.html())
                        .setParameter(8, mail.recipients().size())
                        .setParameter(9, cause.correlationId())
                        .setParameter(10, cause.causationId())
                        .setParameter(11, cause.traceparent())
                        .setParameter(12, mail.recipients().toArray(String[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }
}
