package io.aftersales.repair.workshop;

import io.aftersales.testkit.Infrastructure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The database itself, past the service. */
public final class Database {

    private Database() {}

    /** Tries statements in one transaction, which is never committed. @return the refusal, or null where there is none */
    public static String refusalOf(String... statements) {
        try (Connection connection = Infrastructure.running().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                return null;
            } catch (SQLException refused) {
                return refused.getMessage();
            } finally {
                connection.rollback();
            }
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    /** Whether a message has had its effect. */
    public static boolean wasTakenIn(UUID messageId) {
        return number("select count(*) from inbox where id = '%s'".formatted(messageId)) == 1;
    }

    /** The single number that a query finds. */
    public static long number(String query) {
        try (Connection connection = Infrastructure.running().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException broken) {
            throw new IllegalStateException(query, broken);
        }
    }

    public static void execute(String sql) {
        try (Connection connection = Infrastructure.running().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException broken) {
            throw new IllegalStateException(sql, broken);
        }
    }
}
