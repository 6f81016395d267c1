package io.aftersales.platform.outbox;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.time.Duration;

/** How much waits in the outbox, and for how long; measured every other second, for metrics, the operator and admission. */
@ApplicationScoped
public class OutboxGauge {

    private static final Logger LOG = Logger.getLogger(OutboxGauge.class);

    /**
     * @param depth messages that wait
     * @param oldestSeconds age of the one that has waited longest
     */
    public record Reading(long depth, double oldestSeconds) {}

    private static final String MEASURE =
            "select count(*), coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 from outbox";

    private final Duration overdueAfter;
    private volatile Reading last = new Reading(0, 0);

    OutboxGauge(RelayConfig config, MeterRegistry metrics) {
        this.overdueAfter = config.overdueAfter();
        Gauge.builder("aftersales.outbox.depth", () -> last.depth()).register(metrics);
        Gauge.builder("aftersales.outbox.oldest.seconds", () -> last.oldestSeconds())
                .register(metrics);
    }

    public Reading last() {
        return last;
    }

    /**
     * Admission of work that needs the broker.
     *
     * @throws RuleBroken 503 {@code outbox-overdue} when messages have waited longer than the limit
     */
    public void requireNotOverdue() {
        if (last.oldestSeconds() > overdueAfter.toSeconds()) {
            throw new RuleBroken(
                    GeneralProblem.OUTBOX_OVERDUE,
                    "Messages have been waiting for the broker for " + Math.round(last.oldestSeconds()) + " s");
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return Panache.withSession(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(MEASURE, Object[].class)
                                .getSingleResult()))
                .invoke(row -> last = new Reading(((Number) row[0]).longValue(), ((Number) row[1]).doubleValue()))
                .replaceWithVoid()
                .onFailure()
                .invoke(away -> LOG.debugf("the outbox cannot be measured: %s", away.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
