package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.team.Follower;
import io.aftersales.platform.id.Ids;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.util.UUID;

/** Somebody who follows one ticket. */
@Entity
class TicketFollower {

    @Id
    private UUID id = Ids.next();

    private UUID ticketId;

    @Embedded
    private Follower follower;

    protected TicketFollower() {}

    TicketFollower(Ticket ticket, Follower follower) {
        this.ticketId = ticket.id();
        this.follower = follower;
    }

    UUID id() {
        return id;
    }

    boolean is(Follower other) {
        return follower.equals(other);
    }

    FollowerView view() {
        return new FollowerView(id, follower.customerId(), follower.sub(), follower.email());
    }
}
