package io.aftersales.platform.mail;

import io.aftersales.platform.work.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** How many copies wait for the mail server, and for how long; measured now and then. */
@ApplicationScoped
class MailGauge {

    private static final Logger LOG = Logger.getLogger(MailGauge.class);

    private static final String MEASURE = """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(mail.written_at)), 0)::float8
            from mail_recipient as recipient join outgoing_mail as mail on mail.id = recipient.mail_id
            where recipient.state = 'waiting'""";

    private record Reading(long waiting, double oldestSeconds) {}

    private final Transactions transactions;
    private volatile Reading last = new Reading(0, 0);

    MailGauge(Transactions transactions, MeterRegistry metrics) {
        this.transactions = transactions;
        Gauge.builder("aftersales.mail.waiting", () -> last.waiting()).register(metrics);
        Gauge.builder("aftersales.mail.oldest.seconds", () -> last.oldestSeconds())
                .register(metrics);
    }

    @Scheduled(every = "${aftersales.mail.measure-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return transactions
                .read(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(MEASURE, Object[].class)
                                .getSingleResult()))
                .invoke(row -> last = new Reading(((Number) row[0]).longValue(), ((Number) row[1]).doubleValue()))
                .replaceWithVoid()
                .onFailure()
                .invoke(away -> LOG.debugf("waiting mail cannot be measured: %s", away.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
