package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.UUID;

/** Finds tickets for a caller. A ticket that the caller may not know of is not found. */
@ApplicationScoped
public class Tickets {

    /** A ticket with everything that its rules and its events look at, in one query. */
    public static final String WHOLE = "from Ticket ticket join fetch ticket.team join fetch ticket.stage"
            + " left join fetch ticket.customer left join fetch ticket.assignee";

    private final Caller caller;

    Tickets(Caller caller) {
        this.caller = caller;
    }

    /** The ticket as it is. @throws RuleBroken {@code not-found} */
    public Uni<Ticket> see(UUID id) {
        return load(id, LockModeType.NONE);
    }

    /** The ticket, locked until the transaction ends. @throws RuleBroken {@code not-found} */
    public Uni<Ticket> lock(UUID id) {
        return load(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Keeps only the tickets that the caller may see. */
    Keyset<Ticket> inSight(Keyset<Ticket> all) {
        return seesEverything() ? all : all.where(inSight("e"), "sub", caller.subject());
    }

    private boolean seesEverything() {
        return caller.has(Roles.HELPDESK_MANAGER);
    }

    /** Members and followers see a private team's ticket; managers are let in before this is asked. */
    private static String inSight(String ticket) {
        return "%1$s.team.visibility <> PRIVATE or :sub member of %1$s.team.members".formatted(ticket)
                + " or exists (select 1 from TicketFollower f where f.ticketId = %s.id and f.follower.sub = :sub)"
                        .formatted(ticket);
    }

    private Uni<Ticket> load(UUID id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.createQuery(WHOLE + " where ticket.id = :id", Ticket.class)
                        .setParameter("id", id)
                        .setLockMode(lock)
                        .getSingleResultOrNull())
                .call(ticket -> ticket == null || !ticket.team().isPrivate() || seesEverything()
                        ? Uni.createFrom().voidItem()
                        : requireInSight(id))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("ticket", id));
    }

    private Uni<Void> requireInSight(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select 1 from Ticket t where t.id = :id and (" + inSight("t") + ")", Integer.class)
                        .setParameter("id", id)
                        .setParameter("sub", caller.subject())
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("ticket", id))
                .replaceWithVoid();
    }
}
