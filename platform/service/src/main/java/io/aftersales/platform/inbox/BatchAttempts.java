package io.aftersales.platform.inbox;

import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Failures;
import io.aftersales.platform.work.OwnContext;
import io.aftersales.platform.work.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Tries a batch until each of its records has had its effect or lies among the dead letters.
 *
 * <ul>
 *   <li>A transient failure (the database away, a deadlock) says nothing about the records: the same batch is tried again, for
 *       as long as it takes.
 *   <li>After any other failure the batch is split and its records are run one by one, in their order.
 *   <li>A record that keeps failing alone becomes a dead letter, and the ones behind it go on.
 * </ul>
 */
@ApplicationScoped
class BatchAttempts {

    private static final Logger LOG = Logger.getLogger(BatchAttempts.class);

    private static final int ATTEMPTS_ALONE = 3;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Transactions transactions;
    private final BatchTransaction batchTransaction;
    private final Vertx vertx;
    private final OwnContext context;
    private volatile boolean stopping;

    BatchAttempts(Transactions transactions, BatchTransaction batchTransaction, Vertx vertx) {
        this.transactions = transactions;
        this.batchTransaction = batchTransaction;
        this.vertx = vertx;
        this.context = new OwnContext(vertx);
    }

    /** What is not done by now is done after the next start: its offsets are not committed. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** Completes when the batch is done, and not at all when the service stops before; never fails. */
    Uni<Void> untilDone(List<Received> batch) {
        return Uni.createFrom().emitter(emitter -> new Attempt(batch, () -> emitter.complete(null)).start());
    }

    /** One batch on its way; a loop driven by timers, because a chain of retries would grow with the length of an outage. */
    private final class Attempt {

        private final Deque<List<Received>> remaining = new ArrayDeque<>();
        private final Runnable whenDone;
        private int failuresAlone;
        private long pauseMillis = FIRST_PAUSE_MILLIS;

        Attempt(List<Received> batch, Runnable whenDone) {
            this.remaining.add(batch);
            this.whenDone = whenDone;
        }

        void start() {
            List<Received> batch = remaining.peek();
            if (batch == null) {
                whenDone.run();
                return;
            }
            context.run(() -> transactions.once(Cause.none(), work -> batchTransaction.run(batch, work)))
                    .subscribe()
                    .with(done -> succeeded(), failure -> failed(batch, failure));
        }

        private void succeeded() {
            remaining.remove();
            failuresAlone = 0;
            pauseMillis = FIRST_PAUSE_MILLIS;
            start();
        }

        private void failed(List<Received> batch, Throwable failure) {
            if (Failures.isTransient(failure)) {
                LOG.warnf("a batch of %d waits: %s", batch.size(), describe(failure));
                later(this::start);
            } else if (batch.size() > 1) {
                LOG.warnf("a batch of %d is split: %s", batch.size(), describe(failure));
                remaining.remove();
                for (int last = batch.size() - 1; last >= 0; last--) {
                    remaining.addFirst(List.of(batch.get(last)));
                }
                start();
            } else if (++failuresAlone < ATTEMPTS_ALONE) {
                later(this::start);
            } else {
                LOG.errorf(failure, "%s cannot be handled", batch.get(0));
                bury(batch.get(0), failure);
            }
        }

        private void bury(Received record, Throwable failure) {
            context.run(() -> transactions.once(
                            Cause.none(),
                            work -> batchTransaction.putAside(record, "handler-failed", describe(failure), work)))
                    .subscribe()
                    .with(done -> succeeded(), stillFailing -> {
                        LOG.errorf(stillFailing, "%s cannot be put among the dead letters yet", record);
                        later(() -> bury(record, failure));
                    });
        }

        private void later(Runnable step) {
            if (stopping) {
                return;
            }
            vertx.setTimer(pauseMillis, timer -> step.run());
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
    }

    /** The innermost failure says what happened; those around it quote the SQL. */
    private static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
