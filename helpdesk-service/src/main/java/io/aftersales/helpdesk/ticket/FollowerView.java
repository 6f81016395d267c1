package io.aftersales.helpdesk.ticket;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** A follower of a ticket: one of customer, member of staff and e-mail address is set. */
@Schema(name = "TicketFollower")
public record FollowerView(UUID id, UUID customerId, String sub, String email) {}
