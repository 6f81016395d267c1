package io.aftersales.helpdesk.chatter;

import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.util.List;

/** The messages on a ticket. Whoever writes one holds the ticket's lock and tells that the ticket changed. */
@ApplicationScoped
public class Chatter {

    private final Clock clock;

    Chatter(Clock clock) {
        this.clock = clock;
    }

    /** Writes an automatic entry: internal, and never deleted. */
    public void record(Ticket ticket, Requester author, String text, List<Link> links, Work work) {
        write(ticket, Message.Kind.AUTOMATIC, author, text, links, work);
    }

    /** Writes an automatic entry on behalf of a service. */
    public void record(Ticket ticket, String service, String text, List<Link> links, Work work) {
        record(ticket, new Requester(null, service), text, links, work);
    }

    Message write(Ticket ticket, Message.Kind kind, Requester author, String text, List<Link> links, Work work) {
        Message message = new Message(ticket.id(), kind, author, text, links, clock.instant());
        work.persist(message);
        return message;
    }
}
