package io.aftersales.platform.announce;

import io.aftersales.platform.work.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import java.time.Instant;

/** Announces this service when it starts, and again at intervals. */
@ApplicationScoped
class Announcer {

    private static final Logger LOG = Logger.getLogger(Announcer.class);

    private final Transactions transactions;
    private final String service;
    private final String version;
    private final String instance;

    Announcer(
            Transactions transactions,
            @ConfigProperty(name = "aftersales.service") String service,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "quarkus.uuid") String instance) {
        this.transactions = transactions;
        this.service = service;
        this.version = version;
        this.instance = instance;
    }

    @Scheduled(every = "${aftersales.announce.every:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> announce() {
        return transactions
                .write(work -> {
                    work.send(
                            ServiceAnnounced.TYPE,
                            service,
                            new ServiceAnnounced(service, version, instance, Instant.now()));
                    return Uni.createFrom().voidItem();
                })
                .onFailure()
                .invoke(away -> LOG.warnf("not announced this time: %s", away.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
