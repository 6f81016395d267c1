package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.database.Sql;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Finds tickets for a caller. A ticket that the caller may not know of is not found. */
@ApplicationScoped
public class Tickets {

    /** A ticket with everything that its rules and its events look at, in one query. */
    private static final String WHOLE = "from Ticket ticket join fetch ticket.team join fetch ticket.stage"
            + " left join fetch ticket.customer left join fetch ticket.assignee";

    /** The lock comes before the reading: what is read then stays as it is until the transaction ends. */
    private static final String LOCK = "select id from ticket where id = $1 for no key update";

    private static final String LOCK_THOSE_OF_ACTIONS = """
            select id from ticket
            where id in (select ticket_id from after_sales_action where id = any (cast($1 as uuid[])))
            order by id for no key update""";

    private static final String LOCK_NEXT =
            "select id from ticket where id > ?1 order by id limit ?2 for no key update";

    private final Caller caller;

    Tickets(Caller caller) {
        this.caller = caller;
    }

    /**
     * The ticket as it is.
     *
     * @throws RuleBroken {@code not-found}
     */
    public Uni<Ticket> see(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery(WHOLE + " where ticket.id = :id", Ticket.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .call(ticket -> ticket == null || !ticket.team().isPrivate() || seesEverything()
                        ? Uni.createFrom().voidItem()
                        : requireInSight(id))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("ticket", id));
    }

    /**
     * The ticket, locked until the transaction ends.
     *
     * @throws RuleBroken {@code not-found}
     */
    public Uni<Ticket> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> Sql.column(session, UUID.class, LOCK, id))
                .chain(() -> see(id));
    }

    /**
     * Locks the tickets of all these actions in the order of their ids, for the work on a batch; {@code session.find} has
     * them whole afterwards. Whoever may see them is not asked: it is not on behalf of a caller.
     */
    public Uni<Void> lockThoseOf(Collection<UUID> actionIds) {
        return Panache.getSession()
                .chain(session ->
                        Sql.column(session, UUID.class, LOCK_THOSE_OF_ACTIONS, (Object) actionIds.toArray(UUID[]::new)))
                .chain(Tickets::whole)
                .replaceWithVoid();
    }

    /** The ticket, locked until the transaction ends, on nobody's behalf; null if there is none. */
    public Uni<Ticket> lockByItself(UUID id) {
        return Panache.getSession()
                .chain(session -> Sql.column(session, UUID.class, LOCK, id))
                .chain(Tickets::whole)
                .map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** The next tickets by id, locked until the transaction ends; on nobody's behalf either. */
    static Uni<List<Ticket>> lockNext(UUID last, int limit) {
        return lockNextIds(last, limit).chain(Tickets::whole);
    }

    static Uni<List<UUID>> lockNextIds(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList());
    }

    static Uni<List<Ticket>> whole(List<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                WHOLE + " where ticket.id in :ids order by ticket.id", Ticket.class)
                        .setParameter("ids", ids)
                        .getResultList());
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
