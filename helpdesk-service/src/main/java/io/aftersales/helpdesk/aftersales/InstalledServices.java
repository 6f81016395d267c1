package io.aftersales.helpdesk.aftersales;

import io.aftersales.platform.announce.ServiceAnnounced;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which services have ever announced themselves. Nobody takes that back, so what is known need not be asked again. */
@ApplicationScoped
public class InstalledServices implements MessageHandler<ServiceAnnounced> {

    private static final String REMEMBER =
            "insert into announced_service (name, announced_at) values (?1, ?2) on conflict do nothing";

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    @Override
    public MessageType<ServiceAnnounced> type() {
        return ServiceAnnounced.TYPE;
    }

    @Override
    public Uni<Void> handle(Incoming<ServiceAnnounced> message, Work work) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMEMBER)
                        .setParameter(1, message.payload().service())
                        .setParameter(2, message.payload().announcedAt())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The installed services, among which every one of the given owners is if it has announced itself. */
    public Uni<Set<String>> including(Collection<String> owners) {
        if (known.containsAll(owners)) {
            return Uni.createFrom().item(known);
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select name from announced_service", String.class)
                        .getResultList())
                .invoke(known::addAll)
                .replaceWith(known);
    }
}
