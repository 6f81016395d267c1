package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.aftersales.SmartButton;
import io.aftersales.helpdesk.aftersales.SmartButtons;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.function.Supplier;

/** Shows tickets: one with everything that belongs to it, or many with what a list needs. */
@ApplicationScoped
class TicketViews {

    private final SmartButtons smartButtons;

    TicketViews(SmartButtons smartButtons) {
        this.smartButtons = smartButtons;
    }

    /** The view of one ticket, to be made when the transaction that may still change it is done. */
    Uni<Supplier<Object>> of(Ticket ticket) {
        return closings(ticket)
                .chain(closings -> smartButtons
                        .of(ticket.id())
                        .map(buttons -> () -> ticket.view(
                                closings.stream().map(TicketClosing::view).toList(), buttons)));
    }

    /** The view of a ticket that is only just being opened. */
    static Supplier<Object> ofNew(Ticket ticket) {
        return () -> ticket.view(List.of(), List.<SmartButton>of());
    }

    /** A ticket in a list. */
    static TicketView inList(Ticket ticket) {
        return ticket.view(null, null);
    }

    private static Uni<List<TicketClosing>> closings(Ticket ticket) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from TicketClosing where ticketId = :ticket order by id", TicketClosing.class)
                        .setParameter("ticket", ticket.id())
                        .getResultList());
    }
}
