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
 * as long as it takes.
 */
@ApplicationScoped
class MailSender {

    private static final Logger LOG = Logger.getLogger(MailSender.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private final MailConfig config;
    private final OwnConnections connections;
    private final MailHandover handover;
    private final MailSettlement settlement;
    private final MailServerState server;
    private final Semaphore work = new Semaphore(0);
    private final Semaphore stop = new Semaphore(0);
    private Thread thread;
    private Duration pause = FIRST_PAUSE;
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
            pause = FIRST_PAUSE;
        } else if (!settled) {
            work.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void pauseAfterFailure() {
        try {
            stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(config.longestPause()) < 0 ? doubled : config.longestPause();
    }
}
