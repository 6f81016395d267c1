package io.aftersales.helpdesk.ticket;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.util.UUID;

/** What is written on a ticket, as the database puts it together for searching; it is never loaded. */
@Entity
@Immutable
@Table(name = "ticket")
class TicketText {

    @Id
    private UUID id;

    private String searchText;
}
