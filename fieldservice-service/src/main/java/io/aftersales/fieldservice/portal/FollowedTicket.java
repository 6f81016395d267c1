package io.aftersales.fieldservice.portal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.util.UUID;

/** The customers who follow a ticket, as the helpdesk last told us. An older message never overwrites a newer one. */
@Entity
class FollowedTicket {

    @Id
    private UUID ticketId;

    /** Of the message that the rest comes from. */
    @Column(nullable = false)
    private long sequence;

    @Column(nullable = false)
    private UUID[] customerIds;

    protected FollowedTicket() {}

    static FollowedTicket of(long sequence, TicketFollowersChanged told) {
        FollowedTicket ticket = new FollowedTicket();
        ticket.ticketId = told.ticketId();
        ticket.copy(sequence, told);
        return ticket;
    }

    void learn(long newSequence, TicketFollowersChanged told) {
        if (newSequence > sequence) {
            copy(newSequence, told);
        }
    }

    private void copy(long newSequence, TicketFollowersChanged told) {
        sequence = newSequence;
        customerIds = told.customerIds().toArray(UUID[]::new);
    }
}
