package io.aftersales.systemtests.bench.bare;

import io.aftersales.systemtests.fault.AtOnce;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/** What PostgreSQL does by itself: transactions of two small inserts, by 8 clients. */
public final class RawCommits {

    private static final int CLIENTS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration TIME = Duration.ofSeconds(5);

    private RawCommits() {}

    /** In a second. */
    public static double perSecond(String jdbcUrl) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists raw");
            statement.execute("create table raw (id uuid primary key, name text not null)");
        } catch (SQLException e) {
            throw new IllegalStateException("the table for raw commits cannot be made", e);
        }
        long begin = System.nanoTime() + WARM_UP.toNanos();
        long end = begin + TIME.toNanos();
        long commits = AtOnce.run(CLIENTS, client -> commits(jdbcUrl, begin, end)).stream()
                .mapToLong(Long::longValue)
                .sum();
        return commits / (double) TIME.toSeconds();
    }

    private static long commits(String jdbcUrl, long begin, long end) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement insert = connection.prepareStatement("insert into raw values (?, ?)")) {
            connection.setAutoCommit(false);
            long commits = 0;
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                for (int i = 0; i < 2; i++) {
                    insert.setObject(1, UUID.randomUUID());
                    insert.setString(2, "a small row");
                    insert.executeUpdate();
                }
                connection.commit();
                commits += now >= begin ? 1 : 0;
            }
            return commits;
        } catch (SQLException e) {
            throw new IllegalStateException("raw commits failed", e);
        }
    }
}
