package io.aftersales.loyalty;

import io.aftersales.testkit.Infrastructure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables as SQL sees them. */
public final class Database {

    private Database() {}

    /** The first column of the first row, as text; null where there is none. */
    public static String text(String query) {
        try (Connection connection = Infrastructure.running().connect();
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(query);
            if (!rows) {
                return null;
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The SQL state that a statement is refused with; null if it is not. */
    public static String refusalOf(String statement) {
        try {
            text(statement);
            return null;
        } catch (IllegalStateException refused) {
            return refused.getCause() instanceof SQLException sql ? sql.getSQLState() : null;
        }
    }
}
