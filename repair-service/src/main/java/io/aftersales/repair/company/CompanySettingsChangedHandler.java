package io.aftersales.repair.company;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Learns the currency and the time zone of our company. */
@ApplicationScoped
class CompanySettingsChangedHandler implements MessageHandler<CompanySettingsChanged> {

    @Override
    public MessageType<CompanySettingsChanged> type() {
        return CompanySettingsChanged.TYPE;
    }

    @Override
    public Uni<Void> handle(Incoming<CompanySettingsChanged> message, Work work) {
        return Panache.getSession()
                .chain(session -> session.find(CompanySettings.class, CompanySettings.ONLY_ROW)
                        .chain(known -> {
                            if (known == null) {
                                return session.persist(CompanySettings.of(message.sequence(), message.payload()));
                            }
                            known.learn(message.sequence(), message.payload());
                            return Uni.createFrom().voidItem();
                        }));
    }
}
