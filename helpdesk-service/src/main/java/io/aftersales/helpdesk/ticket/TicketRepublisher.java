package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every ticket again. */
@ApplicationScoped
class TicketRepublisher implements Republisher<Ticket> {

    @Override
    public Uni<List<Ticket>> after(UUID last, int limit) {
        return Tickets.lockNext(last, limit);
    }

    @Override
    public void republish(Ticket ticket, Work work) {
        ticket.tellAgain(work);
    }
}
