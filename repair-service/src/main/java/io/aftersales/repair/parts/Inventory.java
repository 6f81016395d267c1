package io.aftersales.repair.parts;

import io.aftersales.platform.announce.ServiceAnnounced;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether there is an inventory that could move parts: it is installed once it has announced itself. */
@ApplicationScoped
public class Inventory implements MessageHandler<ServiceAnnounced> {

    private static final String NAME = "inventory";

    private static final String REMEMBER =
            "insert into announced_service (name, announced_at) values (?1, ?2) on conflict do nothing";

    @Override
    public MessageType<ServiceAnnounced> type() {
        return ServiceAnnounced.TYPE;
    }

    @Override
    public Uni<Void> handle(Incoming<ServiceAnnounced> message, Work work) {
        if (!message.payload().service().equals(NAME)) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMEMBER)
                        .setParameter(1, NAME)
                        .setParameter(2, message.payload().announcedAt())
                        .executeUpdate())
                .replaceWithVoid();
    }

    public Uni<Boolean> isInstalled() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select count(*) from announced_service", Long.class)
                        .getSingleResult())
                .map(count -> count > 0);
    }
}
