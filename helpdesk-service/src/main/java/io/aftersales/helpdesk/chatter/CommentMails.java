package io.aftersales.helpdesk.chatter;

import io.aftersales.helpdesk.ticket.Audience;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.mail.MailOutbox;
import io.aftersales.platform.mail.OutgoingMail;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.work.Work;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/** Mails of comments to the {@link Audience} of a ticket, as one thread for each ticket. The caller, who wrote it, gets none. */
@ApplicationScoped
class CommentMails {

    static final String KIND = "comment";

    private final MailOutbox mails;
    private final Caller caller;
    private final Template text;
    private final Template html;

    CommentMails(
            MailOutbox mails,
            Caller caller,
            @Location("mail/comment.txt") Template text,
            @Location("mail/comment.html") Template html) {
        this.mails = mails;
        this.caller = caller;
        this.text = text;
        this.html = html;
    }

    /** Writes the mail with the caller's comment, in the comment's transaction; none if nobody is to read it. */
    Uni<Void> send(Ticket ticket, MessageView comment, Work work) {
        return Audience.of(ticket)
                .map(followers -> followers.without(this::isCaller).addresses(List.of()).stream()
                        .filter(OutgoingMail::isAddress)
                        .toList())
                .chain(readers ->
                        readers.isEmpty() ? Uni.createFrom().voidItem() : write(ticket, comment, readers, work));
    }

    private boolean isCaller(Audience.Reader reader) {
        return caller.subject().equals(reader.sub())
                || caller.customerId()
                        .filter(own -> own.equals(reader.customerId()))
                        .isPresent()
                || caller.email()
                        .filter(own -> own.equalsIgnoreCase(reader.address()))
                        .isPresent();
    }

    private Uni<Void> write(Ticket ticket, MessageView comment, List<String> readers, Work work) {
        String subject = "[" + ticket.number() + "] " + ticket.subject();
        return rendered(text, ticket, comment)
                .chain(plain -> rendered(html, ticket, comment)
                        .invoke(page -> mails.write(
                                work, new OutgoingMail(KIND, ticket.id(), readers, subject, plain, page, ticket.id()))))
                .replaceWithVoid();
    }

    private static Uni<String> rendered(Template template, Ticket ticket, MessageView comment) {
        return template.data("number", ticket.number())
                .data("subject", ticket.subject())
                .data("author", comment.author().name())
                .data("body", comment.body())
                .createUni();
    }
}
