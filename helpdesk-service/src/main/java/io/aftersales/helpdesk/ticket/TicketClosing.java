package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.security.Requester;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.UUID;

/** One closing of a ticket. Reopening empties the ticket's close date; this keeps both dates. */
@Entity
class TicketClosing {

    @Id
    private UUID id = Ids.next();

    private UUID ticketId;
    private Instant closedAt;
    private String closedBySub;
    private String closedByName;
    private String reason;
    private Instant reopenedAt;

    protected TicketClosing() {}

    TicketClosing(Ticket ticket, Requester closedBy, String reason) {
        this.ticketId = ticket.id();
        this.closedAt = ticket.closedAt();
        this.closedBySub = closedBy.sub();
        this.closedByName = closedBy.name();
        this.reason = reason;
    }

    /** A closing as front ends see it. */
    @Schema(name = "TicketClosing")
    record View(Instant closedAt, Requester closedBy, String reason, Instant reopenedAt) {}

    View view() {
        return new View(closedAt, new Requester(closedBySub, closedByName), reason, reopenedAt);
    }
}
