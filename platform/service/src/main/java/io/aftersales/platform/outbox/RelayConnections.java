package io.aftersales.platform.outbox;

import io.aftersales.platform.database.OwnConnections;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The relay's connection, outside of any pool: the advisory lock lives and dies with it. */
@ApplicationScoped
class RelayConnections {

    /** Key of the advisory lock; each service has a database of its own, so one number serves all. */
    private static final long LOCK_KEY = 0x6f7574626f78L;

    private final OwnConnections connections;

    RelayConnections(OwnConnections connections) {
        this.connections = connections;
    }

    Connection open() throws SQLException {
        return connections.open("outbox-relay");
    }

    boolean tryLock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            lock.setLong(1, LOCK_KEY);
            try (ResultSet answer = lock.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }
}
