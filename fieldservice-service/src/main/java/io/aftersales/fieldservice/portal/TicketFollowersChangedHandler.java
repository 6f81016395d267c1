package io.aftersales.fieldservice.portal;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Learns who may see what came from a ticket. One partition keeps the messages in their order. */
@ApplicationScoped
class TicketFollowersChangedHandler implements MessageHandler<TicketFollowersChanged> {

    @Override
    public MessageType<TicketFollowersChanged> type() {
        return TicketFollowersChanged.TYPE;
    }

    @Override
    public Uni<Void> handle(Incoming<TicketFollowersChanged> message, Work work) {
        TicketFollowersChanged told = message.payload();
        return Panache.getSession()
                .chain(session -> session.find(FollowedTicket.class, told.ticketId())
                        .chain(known -> {
                            if (known == null) {
                                return session.persist(FollowedTicket.of(message.sequence(), told));
                            }
                            known.learn(message.sequence(), told);
                            return Uni.createFrom().voidItem();
                        }));
    }
}
