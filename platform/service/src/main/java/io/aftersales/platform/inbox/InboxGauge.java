package io.aftersales.platform.inbox;

import io.aftersales.platform.work.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * How large the inbox is, how old its oldest id is, and how many dead letters wait for an operator; measured once a minute. A
 * large inbox is not counted: its size is what PostgreSQL's statistics say.
 */
@ApplicationScoped
class InboxGauge {

    private static final Logger LOG = Logger.getLogger(InboxGauge.class);

    private static final String MEASURE = """
            select case when statistics.rows < 100000 then (select count(*) from inbox) else statistics.rows end,
                   coalesce((select extract(epoch from clock_timestamp() - received_at) from inbox order by id limit 1),
                            0)::float8,
                   (select count(*) from dead_letter)
            from (select cast(reltuples as bigint) as rows from pg_class where oid = 'inbox'::regclass) as statistics""";

    private record Reading(long depth, double oldestSeconds, long deadLetters) {}

    private final Transactions transactions;
    private volatile Reading last = new Reading(0, 0, 0);

    InboxGauge(Transactions transactions, MeterRegistry metrics) {
        this.transactions = transactions;
        Gauge.builder("aftersales.inbox.depth", () -> last.depth()).register(metrics);
        Gauge.builder("aftersales.inbox.oldest.seconds", () -> last.oldestSeconds())
                .register(metrics);
        Gauge.builder("aftersales.dead.letters.waiting", () -> last.deadLetters())
                .register(metrics);
    }

    @Scheduled(
            every = "${aftersales.inbox.measure-every:60s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return transactions
                .read(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(MEASURE, Object[].class)
                                .getSingleResult()))
                .invoke(row -> last = new Reading(
                        ((Number) row[0]).longValue(), ((Number) row[1]).doubleValue(), ((Number) row[2]).longValue()))
                .replaceWithVoid()
                .onFailure()
                .invoke(away -> LOG.debugf("the inbox cannot be measured: %s", away.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
