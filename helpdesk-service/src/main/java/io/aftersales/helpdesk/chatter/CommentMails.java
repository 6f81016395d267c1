package io.aftersales.helpdesk.chatter;

import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.mail.MailOutbox;
import io.aftersales.platform.mail.OutgoingMail;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/**
 * Mails of comments to the followers of a ticket, as one thread for each ticket. The caller, who wrote it, gets none, and customers get none
 * from a team that is not public, whether they follow as customers or by their address.
 */
@ApplicationScoped
class CommentMails {

    static final String KIND = "comment";

    private static final String READERS = """
            select distinct coalesce(customer.email, staff.email, follower.email) as address
            from ticket_follower follower
            left join customer on customer.id = follower.customer_id
            left join staff on staff.sub = follower.sub
            where follower.ticket_id = ?1
                and coalesce(customer.email, staff.email, follower.email) is not null
                and follower.sub is distinct from ?2
                and (follower.customer_id is null or follower.customer_id is distinct from cast(?3 as uuid))
                and (?4 or follower.customer_id is null
                    and not exists (select from customer known where lower(known.email) = lower(follower.email)))
            order by address""";

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
        return readers(ticket)
                .map(readers -> readers.stream()
                        .filter(OutgoingMail::isAddress)
                        .filter(reader ->
                                caller.email().filter(reader::equalsIgnoreCase).isEmpty())
                        .toList())
                .chain(readers ->
                        readers.isEmpty() ? Uni.createFrom().voidItem() : write(ticket, comment, readers, work));
    }

    private Uni<List<String>> readers(Ticket ticket) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(READERS, String.class)
                        .setParameter(1, ticket.id())
                        .setParameter(2, caller.subject())
                        .setParameter(3, caller.customerId().orElse(null))
                        .setParameter(4, ticket.team().isPublic())
                        .getResultList());
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
