package io.aftersales.helpdesk.chatter;

import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The messages on a ticket. Whoever writes one holds the ticket's lock and tells that the ticket changed. */
@ApplicationScoped
public class Chatter {

    private final CommentMails mails;
    private final Clock clock;

    Chatter(CommentMails mails, Clock clock) {
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Writes the caller's comment and tells that the ticket changed. It is mailed to whoever follows the ticket, the caller
     * apart.
     */
    public Uni<Message> comment(Ticket ticket, Requester author, String text, Work work) {
        Message comment = write(ticket, Message.Kind.COMMENT, author, text, List.of(), work);
        ticket.tellChanged(work);
        return mails.send(ticket, comment.view(), work).replaceWith(comment);
    }

    /** Writes a note, which only staff reads, and tells that the ticket changed. */
    Message note(Ticket ticket, Requester author, String text, Work work) {
        Message note = write(ticket, Message.Kind.NOTE, author, text, List.of(), work);
        ticket.tellChanged(work);
        return note;
    }

    /** Writes an automatic entry: internal, and never deleted. What is too long for an entry ends early. */
    public void record(Ticket ticket, Requester author, String text, List<Link> links, Work work) {
        String body = Message.shortened(text, Message.LONGEST_BODY);
        write(ticket, Message.Kind.AUTOMATIC, author, body, links, work);
    }

    /** Writes an automatic entry on behalf of a service. */
    public void record(Ticket ticket, String service, String text, List<Link> links, Work work) {
        record(ticket, new Requester(null, service), text, links, work);
    }

    /** What was written and erased on a ticket after one place in its stream, up to another, in the order of the places. */
    public Uni<List<Message>> between(UUID ticketId, long after, long upTo) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from Message where ticketId = :ticket and ticketSequence > :after"
                                        + " and ticketSequence <= :upTo order by ticketSequence, id",
                                Message.class)
                        .setParameter("ticket", ticketId)
                        .setParameter("after", after)
                        .setParameter("upTo", upTo)
                        .getResultList());
    }

    /** The comments on a ticket: what its customer may read. */
    public Keyset<Message> commentsOn(UUID ticketId) {
        return Keyset.of(Message.class)
                .where("e.ticketId = :ticket", "ticket", ticketId)
                .where("e.kind = COMMENT")
                .where("not e.erased");
    }

    private Message write(
            Ticket ticket, Message.Kind kind, Requester author, String text, List<Link> links, Work work) {
        Message message = new Message(ticket, kind, author, text, links, clock.instant());
        ticket.sawActivity(clock.instant());
        work.persist(message);
        return message;
    }
}
