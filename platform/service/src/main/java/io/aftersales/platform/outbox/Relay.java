package io.aftersales.platform.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hands the outbox's messages to Kafka, at least once and in the order of their rows. Of all replicas of a service one holds
 * the relay: it owns a session advisory lock on the very connection that reads and deletes the rows, so a holder that loses
 * its connection can neither delete anything nor stay the holder.
 *
 * <p>Messages are deleted only after the broker acknowledged them on all in-sync replicas. After a failure the batch is sent
 * again from its start: some messages may then be on the topic twice, under the same {@code ce_id}, but a message is never
 * first seen before one that was written earlier with the same key.
 */
@ApplicationScoped
public class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private final RelayConfig config;
    private final RelayConnections connections;
    private final MessageSenders senders;
    private final RelayBatch batch;
    private final BrokerState broker;
    private final Semaphore work = new Semaphore(0);
    private final Semaphore stop = new Semaphore(0);
    private Thread thread;
    private volatile boolean stopping;
    private volatile boolean holding;

    Relay(
            RelayConfig config,
            RelayConnections connections,
            MessageSenders senders,
            RelayBatch batch,
            BrokerState broker) {
        this.config = config;
        this.connections = connections;
        this.senders = senders;
        this.batch = batch;
        this.broker = broker;
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        if (config.enabled()) {
            thread = new Thread(this::runUntilStopped, "outbox-relay");
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        stop.release();
        wake();
        if (thread != null) {
            thread.join(PATIENCE_AT_STOP.toMillis());
            // It waits for a broker that is away; what it has sent without an acknowledgement is sent again.
            thread.interrupt();
        }
    }

    /** Says that there are new rows; called after every commit that wrote some. */
    public void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    /** Whether this replica is the one that sends. */
    public boolean isHolder() {
        return holding;
    }

    private void runUntilStopped() {
        Duration pause = FIRST_PAUSE;
        while (!stopping) {
            try (Connection connection = connections.open();
                    MessageSender sender = senders.open()) {
                waitForLock(connection);
                pause = FIRST_PAUSE;
                while (!stopping) {
                    relayAll(connection, sender);
                }
            } catch (SQLException databaseAway) {
                LOG.warnf("relay: the database is away (%s), trying again", databaseAway.getMessage());
            } catch (BrokerAwayException brokerAway) {
                broker.isAway(brokerAway.getMessage());
                LOG.warnf("relay: the broker is away (%s), trying again", brokerAway.getMessage());
            } catch (RuntimeException | Error unforeseen) {
                // An Error too, such as too little memory for a batch: a relay that is dead would not be noticed for
                // long.
                LOG.error("relay: failed, starting over", unforeseen);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                holding = false;
            }
            pause = pauseAfterFailure(pause);
        }
    }

    /** Polled, not awaited in the database: a statement that waits would keep a snapshot open and vacuum from working. */
    private void waitForLock(Connection connection) throws SQLException, InterruptedException {
        while (!stopping && !connections.tryLock(connection)) {
            broker.isNotOurs();
            stop.tryAcquire(config.lockPoll().toMillis(), TimeUnit.MILLISECONDS);
        }
        holding = !stopping;
    }

    private void relayAll(Connection connection, MessageSender sender) throws SQLException, InterruptedException {
        Duration poll = config.shortestPoll();
        while (!stopping) {
            work.drainPermits();
            int sent = batch.relay(connection, sender);
            if (sent > 0) {
                broker.isBack();
                poll = config.shortestPoll();
                stop.tryAcquire(config.linger().toMillis(), TimeUnit.MILLISECONDS);
            } else {
                work.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
                poll = shorter(poll.multipliedBy(2), config.longestPoll());
            }
        }
    }

    private Duration pauseAfterFailure(Duration pause) {
        try {
            stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
        return shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
