package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.List;
import java.util.UUID;

/** Tells of every ticket again. */
@ApplicationScoped
class TicketRepublisher implements Republisher<Ticket> {

    @Override
    public Uni<List<Ticket>> after(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                Tickets.WHOLE + " where ticket.id > :last order by ticket.id", Ticket.class)
                        .setParameter("last", last)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    @Override
    public void republish(Ticket ticket, Work work) {
        ticket.tellAgain(work);
    }
}
