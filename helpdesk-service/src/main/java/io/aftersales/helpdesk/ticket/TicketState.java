package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.security.Requester;

import java.time.Instant;
import java.util.UUID;

/** {@code ticket-created}, {@code ticket-changed} and {@code ticket-closed}: the whole public state of a ticket. */
record TicketState(
        UUID ticketId,
        String number,
        String subject,
        UUID customerId,
        UUID companyId,
        UUID teamId,
        UUID stageId,
        Requester assignee,
        int priority,
        String externalReference,
        String state,
        Instant openedAt,
        Instant closedAt) {}
