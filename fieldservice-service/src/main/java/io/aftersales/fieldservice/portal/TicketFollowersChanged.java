package io.aftersales.fieldservice.portal;

import io.aftersales.platform.envelope.MessageType;

import java.util.List;
import java.util.UUID;

/** What field service reads of {@code ticket-followers-changed}: the customers who follow a ticket now. */
record TicketFollowersChanged(UUID ticketId, List<UUID> customerIds) {

    static final MessageType<TicketFollowersChanged> TYPE =
            MessageType.of("ticket-followers-changed", TicketFollowersChanged.class);
}
