package io.aftersales.platform.mail;

import io.aftersales.testkit.Infrastructure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What lies in the database, seen past the service. */
final class Rows {

    private Rows() {}

    /** The first column of the only row that a query finds; null if it finds none. */
    static String text(String query, Object... parameters) {
        try (Connection connection = Infrastructure.running().connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
