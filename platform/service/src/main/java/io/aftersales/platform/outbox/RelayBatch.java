package io.aftersales.platform.outbox;

import io.aftersales.platform.id.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One turn of the relay: read the oldest rows, send them all, delete them, in one transaction. */
@ApplicationScoped
class RelayBatch {

    private static final Logger LOG = Logger.getLogger(RelayBatch.class);

    private static final String OLDEST = """
            select seq, id, aggregatetype, aggregateid, type, subject, correlation_id, causation_id, sequence, traceparent,
                   payload, created_at
            from outbox
            where aggregatetype <> all (?)
            order by seq
            limit ?
            for update""";

    private static final String DELETE = "delete from outbox where seq = any (?)";

    /** All of the topic, also those that no batch has reached yet: the topic is not looked for again before a while. */
    private static final String SET_ASIDE =
            "update outbox set set_aside = true where aggregatetype = any (?) and not set_aside";

    private static final String MOVE_TO_DEAD_LETTERS = """
            with refused as (delete from outbox where seq = ? returning *)
            insert into dead_letter (id, direction, message_id, topic, key, headers, payload, reason, detail)
            select cast(? as uuid), 'outbound', id, aggregatetype, convert_to(aggregateid, 'UTF8'),
                   jsonb_build_object('type', type, 'subject', subject, 'correlationid', correlation_id,
                                      'causationid', causation_id, 'sequence', sequence, 'traceparent', traceparent)::text,
                   convert_to(payload, 'UTF8'), 'refused', ?
            from refused""";

    /** Rows that are in memory beyond what the batch takes, at most. */
    private static final int FETCHED_AT_ONCE = 100;

    private final RelayConfig config;
    private final Counter sent;
    private final Counter refused;

    RelayBatch(RelayConfig config, MeterRegistry metrics) {
        this.config = config;
        this.sent = metrics.counter("aftersales.relay.sent");
        this.refused = metrics.counter("aftersales.dead.letters", "direction", "outbound");
    }

    /**
     * Sends the oldest waiting messages.
     *
     * @return how many left the outbox; zero when there was nothing that can be sent
     * @throws BrokerAwayException when the broker did not acknowledge them; all rows stay
     */
    int relay(Connection connection, MessageSender sender) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try {
            List<WaitingMessage> waiting = oldest(connection, sender.missingTopics());
            int gone = waiting.isEmpty() ? 0 : settle(connection, sender.sendAll(waiting));
            connection.commit();
            return gone;
        } catch (SQLException | RuntimeException | InterruptedException failure) {
            rollback(connection, failure);
            throw failure;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private List<WaitingMessage> oldest(Connection connection, List<String> missingTopics) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OLDEST)) {
            query.setArray(1, connection.createArrayOf("text", missingTopics.toArray()));
            query.setInt(2, config.batchSize());
            query.setFetchSize(FETCHED_AT_ONCE);
            List<WaitingMessage> waiting = new ArrayList<>();
            int characters = 0;
            try (ResultSet row = query.executeQuery()) {
                while (characters < config.batchCharacters() && row.next()) {
                    WaitingMessage message = WaitingMessage.of(row);
                    waiting.add(message);
                    characters += message.payload().length();
                }
            }
            return waiting;
        }
    }

    private int settle(Connection connection, List<MessageSender.Outcome> outcomes) throws SQLException {
        List<Long> acknowledged = new ArrayList<>(outcomes.size());
        Set<String> missingTopics = new TreeSet<>();
        int moved = 0;
        for (MessageSender.Outcome outcome : outcomes) {
            switch (outcome.kind()) {
                case ACKNOWLEDGED -> acknowledged.add(outcome.message().seq());
                case REFUSED -> {
                    moveToDeadLetters(connection, outcome);
                    moved++;
                }
                case TOPIC_MISSING -> missingTopics.add(outcome.message().topic());
            }
        }
        if (!acknowledged.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                delete.setArray(1, connection.createArrayOf("bigint", acknowledged.toArray()));
                delete.executeUpdate();
            }
            sent.increment(acknowledged.size());
        }
        if (!missingTopics.isEmpty()) {
            try (PreparedStatement update = connection.prepareStatement(SET_ASIDE)) {
                update.setArray(1, connection.createArrayOf("text", missingTopics.toArray()));
                update.executeUpdate();
            }
        }
        return acknowledged.size() + moved;
    }

    private void moveToDeadLetters(Connection connection, MessageSender.Outcome outcome) throws SQLException {
        WaitingMessage message = outcome.message();
        LOG.errorf("relay: message %s was refused by topic %s: %s", message.id(), message.topic(), outcome.reason());
        try (PreparedStatement move = connection.prepareStatement(MOVE_TO_DEAD_LETTERS)) {
            move.setLong(1, message.seq());
            move.setObject(2, Ids.next());
            move.setString(3, String.valueOf(outcome.reason()));
            move.executeUpdate();
        }
        refused.increment();
    }

    private static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
