package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** The customers who follow a team's tickets: they stop when the team is no longer public. */
@ApplicationScoped
public class CustomersAmongFollowers {

    private static final String LOCK_FOLLOWED = """
            select id from ticket
            where team_id = ?1 and exists (
                select from ticket_follower where ticket_id = ticket.id and customer_id is not null)
            order by id for no key update""";

    private static final String DELETE = """
            delete from ticket_follower
            where customer_id is not null and ticket_id in (select id from ticket where team_id = ?1)""";

    /** Locks the team's tickets that customers follow: tickets are locked before their team. */
    public Uni<Void> lock(UUID teamId) {
        return lockFollowed(teamId).replaceWithVoid();
    }

    /**
     * Removes them from all tickets of a team that is locked, and tells that those tickets changed. A ticket that gets a
     * follower holds its team's row, so nobody slips in behind this.
     */
    public Uni<Void> removeAll(UUID teamId, Work work) {
        return lockFollowed(teamId)
                .chain(Tickets::whole)
                .call(tickets -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(DELETE)
                                .setParameter(1, teamId)
                                .executeUpdate()))
                .invoke(tickets -> tickets.forEach(ticket -> {
                    ticket.tellChanged(work);
                    ticket.tellFollowers(List.of(), work);
                }))
                .replaceWithVoid();
    }

    private static Uni<List<UUID>> lockFollowed(UUID teamId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_FOLLOWED, UUID.class)
                        .setParameter(1, teamId)
                        .getResultList());
    }
}
