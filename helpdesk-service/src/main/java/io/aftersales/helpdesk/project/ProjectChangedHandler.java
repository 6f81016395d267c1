package io.aftersales.helpdesk.project;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Learns the projects: teams have a default one, and some are not visible to customers. One partition keeps their order. */
@ApplicationScoped
class ProjectChangedHandler implements MessageHandler<ProjectChanged> {

    @Override
    public MessageType<ProjectChanged> type() {
        return ProjectChanged.TYPE;
    }

    @Override
    public Uni<Void> handle(Incoming<ProjectChanged> message, Work work) {
        ProjectChanged told = message.payload();
        return Panache.getSession()
                .chain(session -> session.find(Project.class, told.projectId()).chain(known -> {
                    if (known == null) {
                        return session.persist(Project.of(message.sequence(), told));
                    }
                    known.learn(message.sequence(), told);
                    return Uni.createFrom().voidItem();
                }));
    }
}
