package io.aftersales.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Takes away, for a while, what the service under test relies on. */
public final class Faults {

    private Faults() {}

    /** What happens meanwhile. */
    @FunctionalInterface
    public interface Meanwhile {
        void happens() throws Exception;
    }

    /**
     * Without broker: no client gets an answer from its address. When this returns, it is back at the same address with all that it held.
     */
    public static void withoutKafka(Meanwhile meanwhile) throws Exception {
        KafkaSwitch.turn("stop");
        try {
            meanwhile.happens();
        } finally {
            KafkaSwitch.turn("start");
        }
    }

    /**
     * Without database: PostgreSQL ends every connection to the service's database, whatever it is doing, and refuses new ones.
     */
    public static void withoutDatabase(Meanwhile meanwhile) throws Exception {
        refuseConnections(true);
        try {
            cutConnections();
            meanwhile.happens();
        } finally {
            refuseConnections(false);
        }
    }

    /** Ends every connection to the service's database; new ones are taken at once. */
    public static void cutConnections() throws SQLException {
        execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s' and pid <> pg_backend_pid()"
                        .formatted(Infrastructure.DATABASE));
    }

    private static void refuseConnections(boolean refuse) throws SQLException {
        execute("alter database %s with allow_connections %s".formatted(Infrastructure.DATABASE, !refuse));
    }

    private static void execute(String sql) throws SQLException {
        Infrastructure infrastructure = Infrastructure.running();
        try (Connection connection = DriverManager.getConnection(
                        infrastructure.adminJdbcUrl(),
                        infrastructure.databaseUser(),
                        infrastructure.databasePassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
