package io.aftersales.testkit;

import org.awaitility.Awaitility;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The messages that the service under test has taken in: each id is stored in one transaction with what the message changed. */
final class Inbox {

    /** Generous: the first message after a start waits for the consumer to join its group. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(10);

    private Inbox() {}

    /** Waits until all of these messages are there. */
    static void await(List<UUID> ids) {
        try (Connection connection = Infrastructure.running().connect();
                PreparedStatement taken =
                        connection.prepareStatement("select count(*) from inbox where id = any (?)")) {
            taken.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            Awaitility.await("the service to take in " + ids)
                    .atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> count(taken) == ids.size());
        } catch (SQLException e) {
            throw new IllegalStateException("the inbox could not be read", e);
        }
    }

    private static long count(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
