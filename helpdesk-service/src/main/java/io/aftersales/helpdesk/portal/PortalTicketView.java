package io.aftersales.helpdesk.portal;

import io.aftersales.helpdesk.aftersales.Progress;
import io.aftersales.helpdesk.ticket.Ticket;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A ticket as its customer sees it. */
@Schema(name = "PortalTicket")
record PortalTicketView(
        UUID id,
        @Schema(examples = "HT00001") String number,
        String subject,
        String description,

        @Schema(description = "Name of the stage") String stage,

        @Schema(enumeration = {"open", "closed"}) String state,
        Instant openedAt,
        Instant closedAt,

        @Schema(description = "Whether the caller may close it, as far as its team allows that")
        boolean mayBeClosed,

        @Schema(description = "Of its repairs and field service tasks; only of a single ticket")
        List<Progress> progress) {

    static PortalTicketView inList(Ticket ticket) {
        return of(ticket, null);
    }

    static PortalTicketView of(Ticket ticket, List<Progress> progress) {
        return new PortalTicketView(
                ticket.id(),
                ticket.number(),
                ticket.subject(),
                ticket.description().orElse(null),
                ticket.stage().name(),
                ticket.isClosed() ? "closed" : "open",
                ticket.openedAt(),
                ticket.closedAt(),
                !ticket.isClosed() && ticket.team().isClosedByCustomers(),
                progress);
    }
}
