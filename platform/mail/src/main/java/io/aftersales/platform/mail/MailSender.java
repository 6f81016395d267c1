package io.aftersales.platform.mail;

import io.aftersales.platform.database.OwnConnections;
import io.aftersales.platform.mail.MailServer.Answer;
import io.aftersales.platform.mail.MailServer.Verdict;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hands mails to the mail server, one copy after the other. Every replica of a service has a sender; a copy that one has in hand
 * is locked for the others. A server that is away delays mails and nothing else: they are tried again, after growing pauses, for
 * as long as it takes. A new mail is tried at once, and the pauses start over: nothing that failed before holds it up.
 */
@ApplicationScoped
class MailSender {

    private static final Logger LOG = Logger.getLogger(MailSender.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private final MailConfig config;
    private final OwnConnections connections;
    private final MailHandover handover;
    private final MailSettlement settlement;
    private final MailServerState server;
    private final Semaphore work = new Semaphore(0);
    private final Semaphore stop = new Semaphore(0);
    private Thread thread;
    private Duration pause;
    private volatile boolean stopping;

    MailSender(
            MailConfig config,
            OwnConnections connections,
            MailHandover handover,
            MailSettlement settlement,
            MailServerState server) {
        this.config = config;
        this.connections = connections;
        this.handover = handover;
        this.settlement = settlement;
        this.server = server;
        this.pause = config.firstPause();
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        thread = new Thread(this::runUntilStopped, "mail-sender");
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        stop.release();
        wake();
        if (thread != null) {
            // A copy in hand is not cut: it would go out again.
            thread.join(PATIENCE_AT_STOP.toMillis());
            thread.interrupt();
        }
    }

    /** Says that there are new mails; called after every commit that wrote some. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private void runUntilStopped() {
        while (!stopping) {
            try (Connection connection = connections.open("mail-sender")) {
                while (!stopping) {
                    sendAll(connection);
                }
            } catch (SQLException databaseAway) {
                LOG.warnf("mail: the database is away (%s), trying again", databaseAway.getMessage());
            } catch (RuntimeException | Error unforeseen) {
                LOG.error("mail: failed, starting over", unforeseen);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            pauseAfterFailure();
        }
    }

    private void sendAll(Connection connection) throws SQLException, InterruptedException {
        work.drainPermits();
        boolean settled = settlement.next(connection);
        Optional<Answer> answer = handover.next(connection);
        if (answer.isPresent() && answer.get().verdict() == Verdict.AWAY) {
            server.isAway(answer.get().words());
            LOG.warnf(
                    "mail: the server is away (%s), trying again", answer.get().words());
            pauseAfterFailure();
        } else if (answer.isPresent()) {
            server.isBack();
            pause = config.firstPause();
        } else if (!settled) {
            pause = config.firstPause();
            work.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends early when there are new mails, but however many there are the server is left alone for the shortest pause. */
    private void pauseAfterFailure() {
        try {
            boolean newMails = !stop.tryAcquire(SHORTEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    && work.tryAcquire(pause.minus(SHORTEST_PAUSE).toMillis(), TimeUnit.MILLISECONDS);
            pause = newMails ? config.firstPause() : shorter(pause.multipliedBy(2), config.longestPause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
