package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.team.Follower;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Who follows which ticket. */
@ApplicationScoped
class TicketFollowers {

    Uni<List<TicketFollower>> of(UUID ticketId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from TicketFollower where ticketId = :ticket order by id", TicketFollower.class)
                        .setParameter("ticket", ticketId)
                        .getResultList());
    }

    /** Tells which customers follow a (locked) ticket, with what this transaction changed of it. */
    Uni<Void> tellCustomers(Ticket ticket, Work work) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select f.follower.customerId from TicketFollower f"
                                        + " where f.ticketId = :ticket and f.follower.customerId is not null",
                                UUID.class)
                        .setParameter("ticket", ticket.id())
                        .getResultList())
                .invoke(customers -> ticket.tellFollowers(customers, work))
                .replaceWithVoid();
    }

    /** The follower of the (locked) ticket, added if it was none yet. */
    Uni<TicketFollower> addOnce(Ticket ticket, Follower follower) {
        return of(ticket.id())
                .chain(all -> all.stream()
                        .filter(one -> one.is(follower))
                        .findFirst()
                        .map(known -> Uni.createFrom().item(known))
                        .orElseGet(() -> {
                            TicketFollower added = new TicketFollower(ticket, follower);
                            return Panache.getSession()
                                    .chain(session -> session.persist(added))
                                    .replaceWith(added);
                        }));
    }

    /** @return false when there is no such follower of the ticket */
    Uni<Boolean> remove(UUID ticketId, UUID id) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "delete from TicketFollower where id = :id and ticketId = :ticket")
                        .setParameter("id", id)
                        .setParameter("ticket", ticketId)
                        .executeUpdate())
                .map(rows -> rows > 0);
    }

    /** From now on this customer does not follow the ticket, if it did. */
    Uni<Void> remove(Ticket ticket, UUID customerId) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "delete from TicketFollower where ticketId = :ticket and follower.customerId = :customer")
                        .setParameter("ticket", ticket.id())
                        .setParameter("customer", customerId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Customers do not follow tickets of a team that is not public. */
    Uni<Void> removeCustomers(Ticket ticket) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "delete from TicketFollower where ticketId = :ticket and follower.customerId is not null")
                        .setParameter("ticket", ticket.id())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
