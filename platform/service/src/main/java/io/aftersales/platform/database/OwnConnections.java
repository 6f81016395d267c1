package io.aftersales.platform.database;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connections outside of any pool, for threads that hold a lock for as long as they hold their connection. */
@ApplicationScoped
public class OwnConnections {

    private final String url;
    private final Properties properties = new Properties();

    OwnConnections(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.url = url;
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        // Seconds. A server that is gone without a word is noticed, and its user starts over.
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
    }

    /**
     * @param name under which PostgreSQL shows the connection
     * @return a connection that commits each statement by itself
     */
    public Connection open(String name) throws SQLException {
        Properties named = new Properties();
        named.putAll(properties);
        named.setProperty("ApplicationName", name);
        Connection connection = DriverManager.getConnection(url, named);
        connection.setAutoCommit(true);
        return connection;
    }
}
