package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of the customers who follow tickets again. */
@ApplicationScoped
class FollowersRepublisher implements Republisher<FollowedTicket> {

    private static final String WITH_FOLLOWERS =
            "from FollowedTicket t left join fetch t.customers where t.id in :ids order by t.id";

    @Override
    public Uni<List<FollowedTicket>> after(UUID last, int limit) {
        return Tickets.lockNextIds(last, limit)
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : Panache.getSession()
                                .chain(session -> session.createQuery(WITH_FOLLOWERS, FollowedTicket.class)
                                        .setParameter("ids", ids)
                                        .getResultList()));
    }

    @Override
    public void republish(FollowedTicket ticket, Work work) {
        ticket.tellFollowersAgain(work);
    }
}
