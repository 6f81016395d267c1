package io.aftersales.platform.mail;

import io.aftersales.platform.mail.MailServer.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** One turn of the sender: lock a copy that is due, hand it to the mail server, record the answer, in one transaction. */
@ApplicationScoped
class MailHandover {

    private static final Logger LOG = Logger.getLogger(MailHandover.class);

    /** Copies that failed before come after those that did not: one that always fails holds up no other. */
    private static final String LOCK_NEXT = """
            select recipient.mail_id, mail.kind, recipient.address, recipient.put_offs, mail.conversation, mail.subject,
                   mail.text_body, mail.html_body, mail.written_at
            from mail_recipient as recipient join outgoing_mail as mail on mail.id = recipient.mail_id
            where recipient.state = 'waiting' and recipient.due_at <= now()
            order by recipient.attempts, recipient.due_at
            limit 1
            for update of recipient skip locked""";

    private static final String SETTLE_COPY =
            "update mail_recipient set state = ?, reply = ? where mail_id = ? and address = ?";

    private static final String ONE_LESS =
            "update outgoing_mail set recipients_waiting = recipients_waiting - 1 where id = ?";

    private static final String PUT_OFF = """
            update mail_recipient
            set attempts = attempts + 1, put_offs = put_offs + 1, due_at = clock_timestamp() + ? * interval '1 ms'
            where mail_id = ? and address = ?""";

    private static final String TRIED_IN_VAIN = """
            update mail_recipient set attempts = attempts + 1, due_at = clock_timestamp()
            where mail_id = ? and address = ?""";

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int DOUBLINGS = 20;

    private final MailServer server;
    private final MailConfig config;
    private final Counter accepted;
    private final Counter refused;

    MailHandover(MailServer server, MailConfig config, MeterRegistry metrics) {
        this.server = server;
        this.config = config;
        this.accepted = metrics.counter("aftersales.mail.accepted");
        this.refused = metrics.counter("aftersales.mail.refused");
    }

    /**
     * Hands over the copy that is due first; one that another replica has in hand is left to it.
     *
     * @return the server's answer, which is committed; empty when no copy is due
     */
    Optional<Answer> next(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Optional<WaitingCopy> copy = lockNext(connection);
            Optional<Answer> answer = copy.map(server::handOver);
            if (answer.isPresent()) {
                record(connection, copy.get(), answer.get());
            }
            connection.commit();
            return answer;
        } catch (SQLException | RuntimeException failure) {
            rollback(connection, failure);
            throw failure;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private static Optional<WaitingCopy> lockNext(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCK_NEXT);
                ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(WaitingCopy.of(row)) : Optional.empty();
        }
    }

    private void record(Connection connection, WaitingCopy copy, Answer answer) throws SQLException {
        switch (answer.verdict()) {
            case ACCEPTED -> {
                settle(connection, copy, "accepted", null);
                accepted.increment();
            }
            case REFUSED -> refuse(connection, copy, answer);
            case PUT_OFF -> {
                if (copy.writtenAt().plus(config.giveUpAfter()).isBefore(OffsetDateTime.now())) {
                    refuse(connection, copy, answer);
                } else {
                    putOff(connection, copy, delayAfter(copy.putOffs()));
                }
            }
            case AWAY -> triedInVain(connection, copy);
        }
    }

    private void refuse(Connection connection, WaitingCopy copy, Answer answer) throws SQLException {
        settle(connection, copy, "refused", answer.words());
        LOG.errorf("a copy of mail %s (%s) was refused for good", copy.mailId(), copy.kind());
        refused.increment();
    }

    private static void settle(Connection connection, WaitingCopy copy, String state, String reply)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SETTLE_COPY);
                PreparedStatement count = connection.prepareStatement(ONE_LESS)) {
            update.setString(1, state);
            update.setString(2, reply);
            update.setObject(3, copy.mailId());
            update.setString(4, copy.address());
            update.executeUpdate();
            count.setObject(1, copy.mailId());
            count.executeUpdate();
        }
    }

    private static void putOff(Connection connection, WaitingCopy copy, Duration delay) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(PUT_OFF)) {
            update.setLong(1, delay.toMillis());
            update.setObject(2, copy.mailId());
            update.setString(3, copy.address());
            update.executeUpdate();
        }
    }

    private static void triedInVain(Connection connection, WaitingCopy copy) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TRIED_IN_VAIN)) {
            update.setObject(1, copy.mailId());
            update.setString(2, copy.address());
            update.executeUpdate();
        }
    }

    private Duration delayAfter(int putOffs) {
        Duration delay = config.firstDelay().multipliedBy(1L << Math.min(putOffs, DOUBLINGS));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    private static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
