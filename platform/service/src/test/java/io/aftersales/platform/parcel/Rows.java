package io.aftersales.platform.parcel;

import io.aftersales.testkit.Infrastructure;
import org.awaitility.Awaitility;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What lies in the database, seen past the service. */
public final class Rows {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Rows() {}

    /** The single number that a query finds. */
    public static long number(String query, Object... parameters) {
        return Long.parseLong(texts(query, parameters).get(0));
    }

    /** The first column that a query finds. */
    public static List<String> texts(String query, Object... parameters) {
        try (Connection connection = Infrastructure.running().connect();
                PreparedStatement statement = prepare(connection, query, parameters);
                ResultSet row = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    public static void execute(String sql, Object... parameters) {
        try (Connection connection = Infrastructure.running().connect();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Waits until everything that was told has been handed to Kafka. */
    public static void awaitEmptyOutbox() {
        Awaitility.await("an empty outbox").atMost(PATIENCE).until(() -> number("select count(*) from outbox") == 0);
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
