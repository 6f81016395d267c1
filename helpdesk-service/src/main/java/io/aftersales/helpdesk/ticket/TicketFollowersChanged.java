package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.envelope.MessageType;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * {@code ticket-followers-changed}: reference data, the customers who follow a ticket now. Whoever shows customers something that
 * belongs to a ticket shows it to these and to the others of their companies, and to nobody else.
 */
record TicketFollowersChanged(UUID ticketId, List<UUID> customerIds) {

    static final MessageType<TicketFollowersChanged> TYPE =
            MessageType.of("ticket-followers-changed", TicketFollowersChanged.class);

    static TicketFollowersChanged of(UUID ticketId, Collection<UUID> customerIds) {
        return new TicketFollowersChanged(
                ticketId, customerIds.stream().distinct().sorted().toList());
    }
}
