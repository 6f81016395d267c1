package io.aftersales.fieldservice.portal;

import io.aftersales.platform.database.Sql;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

/** Learns who may see what came from a ticket; an older message never overwrites a newer one. */
@ApplicationScoped
class TicketFollowersChangedHandler implements MessageHandler<TicketFollowersChanged> {

    private static final String LEARN = """
            insert into followed_ticket as known (ticket_id, sequence, customer_ids) values ($1, $2, $3)
            on conflict (ticket_id) do update set sequence = excluded.sequence, customer_ids = excluded.customer_ids
            where known.sequence < excluded.sequence""";

    @Override
    public MessageType<TicketFollowersChanged> type() {
        return TicketFollowersChanged.TYPE;
    }

    @Override
    public Uni<Void> handle(Incoming<TicketFollowersChanged> message, Work work) {
        TicketFollowersChanged told = message.payload();
        return Panache.getSession()
                .chain(session -> Sql.update(
                        session,
                        LEARN,
                        told.ticketId(),
                        message.sequence(),
                        told.customerIds().toArray(UUID[]::new)))
                .replaceWithVoid();
    }
}
