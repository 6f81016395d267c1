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
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How much waits in the outbox, and for how long; measured every other second, for metrics, the operator and admission. */
@ApplicationScoped
public class OutboxGauge {

    private static final Logger LOG = Logger.getLogger(OutboxGauge.class);

    /**
     * @param depth messages that wait
     * @param oldestSeconds age of the one that has waited longest
     */
    public record Reading(long depth, double oldestSeconds) {}

    private static final String MEASURE = """
            select aggregatetype, count(*),
                extract(epoch from clock_timestamp() - min(created_at))::float8,
                coalesce(extract(epoch from clock_timestamp() - min(created_at) filter (where not set_aside)), 0)::float8
            from outbox group by aggregatetype""";

    /**
     * What waits of one topic.
     *
     * @param oldestToSendSeconds without those that are set aside because the topic is missing: age of the oldest that the
     *     broker could have by now, were it there
     */
    private record Waiting(String topic, long depth, double oldestSeconds, double oldestToSendSeconds) {}

    private final Duration overdueAfter;
    private volatile List<Waiting> last = List.of();

    OutboxGauge(RelayConfig config, MeterRegistry metrics) {
        this.overdueAfter = config.overdueAfter();
        Gauge.builder("aftersales.outbox.depth", () -> last().depth()).register(metrics);
        Gauge.builder("aftersales.outbox.oldest.seconds", () -> last().oldestSeconds())
                .register(metrics);
    }

    public Reading last() {
        List<Waiting> all = last;
        return new Reading(all.stream().mapToLong(Waiting::depth).sum(), longest(all, Waiting::oldestSeconds));
    }

    /**
     * Admission of work that needs the broker. Messages that wait for another topic, which does not exist or may not be written,
     * do not count: all others go ahead of them.
     *
     * @param topic the one that the work's messages go to
     * @throws RuleBroken 503 {@code outbox-overdue} when messages have waited longer than the limit
     */
    public void requireNotOverdue(String topic) {
        double waited = longest(
                last,
                waiting -> waiting.topic().equals(topic) ? waiting.oldestSeconds() : waiting.oldestToSendSeconds());
        if (waited > overdueAfter.toSeconds()) {
            throw new RuleBroken(
                    GeneralProblem.OUTBOX_OVERDUE,
                    "Messages have been waiting for the broker for " + Math.round(waited) + " s");
        }
    }

    private static double longest(List<Waiting> all, ToDoubleFunction<Waiting> seconds) {
        return all.stream().mapToDouble(seconds).max().orElse(0);
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return Panache.withSession(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(MEASURE, Object[].class)
                                .getResultList()))
                .invoke(rows -> last = rows.stream().map(OutboxGauge::waiting).toList())
                .replaceWithVoid()
                .onFailure()
                .invoke(away -> LOG.debugf("the outbox cannot be measured: %s", away.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private static Waiting waiting(Object[] row) {
        return new Waiting((String) row[0], (Long) row[1], (Double) row[2], (Double) row[3]);
    }
}
