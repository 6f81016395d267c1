package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.work.Aggregate;
import io.aftersales.platform.work.Work;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** A ticket with the customers who follow it, to be told of again; it is only read. */
@Entity
@Immutable
@Table(name = "ticket")
class FollowedTicket extends Aggregate {

    @ElementCollection
    @CollectionTable(name = "ticket_follower", joinColumns = @JoinColumn(name = "ticketId"))
    @Column(name = "customerId")
    @SQLRestriction("customer_id is not null")
    private Set<UUID> customers = new HashSet<>();

    void tellFollowersAgain(Work work) {
        work.republish(this, TicketFollowersChanged.TYPE, TicketFollowersChanged.of(id(), customers));
    }
}
