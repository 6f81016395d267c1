package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.aftersales.SmartButton;
import io.aftersales.platform.security.Requester;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A ticket as front ends see it. */
@Schema(name = "Ticket")
public record TicketView(
        UUID id,
        @Schema(examples = "HT00001") String number,
        String subject,
        String description,
        UUID customerId,

        @Schema(description = "The top of the customer's tree")
        UUID companyId,

        UUID teamId,
        Requester assignee,
        int priority,
        UUID stageId,

        @Schema(enumeration = {"open", "closed"}) String state,

        UUID productId,
        String serialNumber,
        UUID saleOrderId,
        String externalReference,
        Instant openedAt,
        Instant closedAt,

        @Schema(description = "Every closing, the oldest first; only of a single ticket")
        List<TicketClosing.View> closings,

        @Schema(description = "What came out of its actions; only of a single ticket")
        List<SmartButton> smartButtons) {}
