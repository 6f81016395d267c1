package io.aftersales.helpdesk.portal;

import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

/**
 * Which tickets a customer sees in the portal: those of public teams that it, or another contact of its company, follows. All
 * others are not found.
 */
@ApplicationScoped
class PortalTickets {

    private static final String WITH_ALL_THAT_SHOWS =
            "join fetch e.team join fetch e.stage left join fetch e.customer left join fetch e.assignee";

    private static final String FOLLOWED = """
            e.team.visibility = PUBLIC and exists (
                select 1 from TicketFollower f, Customer c
                where f.ticketId = e.id and c.id = f.follower.customerId and c.companyId = :company)""";

    private static final String LOCK = "select id from ticket where id = ?1 for no key update";

    private final Caller caller;

    PortalTickets(Caller caller) {
        this.caller = caller;
    }

    /** All that the caller sees. */
    Uni<Keyset<Ticket>> inSight() {
        return company()
                .map(company -> Keyset.of(Ticket.class, WITH_ALL_THAT_SHOWS).where(FOLLOWED, "company", company));
    }

    /** @throws RuleBroken {@code not-found} */
    Uni<Ticket> see(UUID id) {
        return company()
                .chain(company -> Panache.getSession()
                        .chain(session -> session.createQuery(
                                        "from Ticket e " + WITH_ALL_THAT_SHOWS + " where e.id = :id and " + FOLLOWED,
                                        Ticket.class)
                                .setParameter("id", id)
                                .setParameter("company", company)
                                .getSingleResultOrNull()))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("ticket", id));
    }

    /**
     * The ticket, locked until the transaction ends.
     *
     * @throws RuleBroken {@code not-found}
     */
    Uni<Ticket> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull())
                .chain(() -> see(id));
    }

    /** The company of the contact that the caller signs in as. */
    private Uni<UUID> company() {
        UUID contact = caller.customerId().orElseThrow(PortalTickets::nobodysContact);
        return Panache.getSession()
                .chain(session -> session.createQuery("select c.companyId from Customer c where c.id = :id", UUID.class)
                        .setParameter("id", contact)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(PortalTickets::nobodysContact);
    }

    private static RuleBroken nobodysContact() {
        return new RuleBroken(GeneralProblem.FORBIDDEN, "The token names no customer of ours");
    }
}
