package io.aftersales.testkit;

import io.aftersales.testkit.Servers.PostgresServer;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

/**
 * The PostgreSQL database, the Kafka broker and the token issuer that run for this JVM.
 *
 * <p>Quarkus may load test code anew when it restarts the application, so their addresses are kept in system properties, which
 * outlive class loaders. They run until the JVM ends.
 *
 * @param jdbcUrl a database of its own for the service under test
 * @param issuer URL of the OpenID Connect issuer
 * @param mailPort where the service hands over its mails; nothing listens there unless a test has a {@link MailServer}
 */
public record Infrastructure(
        String jdbcUrl,
        String databaseUser,
        String databasePassword,
        String bootstrapServers,
        String issuer,
        int mailPort) {

    static final String DATABASE = "service";

    private static final String PREFIX = "aftersales.testkit.";
    private static final String ISSUER = "aftersales";

    /** What runs for this JVM, started by the first call. */
    public static Infrastructure running() {
        Properties register = System.getProperties();
        synchronized (register) {
            if (!register.containsKey(PREFIX + "issuer")) {
                start().remember(register);
            }
            return remembered(register);
        }
    }

    /** The database's address for the reactive client. */
    public String reactiveUrl() {
        return jdbcUrl.substring("jdbc:".length());
    }

    /** A connection of the test's own, for what must be seen in the database itself. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, databaseUser, databasePassword);
    }

    /** The server's own database, beside the service's. */
    String adminJdbcUrl() {
        return jdbcUrl.replaceFirst("/" + DATABASE + "\\b", "/postgres");
    }

    /** A client for topics, groups and offsets of the broker. */
    public Admin kafkaAdmin() {
        return Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    private static Infrastructure start() {
        Servers servers = Servers.chosen();
        PostgresServer postgres = servers.startPostgres();
        createDatabase(postgres);
        Infrastructure infrastructure = new Infrastructure(
                postgres.jdbcUrl(DATABASE),
                postgres.user(),
                postgres.password(),
                servers.startKafka(),
                startIssuer(),
                FreePort.find());
        infrastructure.createTopics(Topology.read());
        return infrastructure;
    }

    private static void createDatabase(PostgresServer postgres) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException("the service's database could not be created", e);
        }
    }

    private static String startIssuer() {
        try {
            MockOAuth2Server issuer = new MockOAuth2Server();
            issuer.start(InetAddress.getByName("127.0.0.1"), 0);
            // The claim iss follows the Host header: whoever talks to the issuer names it by this very address.
            return "http://127.0.0.1:%d/%s".formatted(issuer.baseUrl().port(), ISSUER);
        } catch (IOException e) {
            throw new UncheckedIOException("the token issuer did not start", e);
        }
    }

    private void createTopics(Topology topology) {
        List<NewTopic> topics =
                topology.topics().stream().map(Topology.Topic::unreplicated).toList();
        try (Admin admin = kafkaAdmin()) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be created", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the topics", e);
        }
    }

    private void remember(Properties register) {
        register.setProperty(PREFIX + "jdbc-url", jdbcUrl);
        register.setProperty(PREFIX + "database-user", databaseUser);
        register.setProperty(PREFIX + "database-password", databasePassword);
        register.setProperty(PREFIX + "bootstrap-servers", bootstrapServers);
        register.setProperty(PREFIX + "issuer", issuer);
        register.setProperty(PREFIX + "mail-port", Integer.toString(mailPort));
    }

    private static Infrastructure remembered(Properties register) {
        return new Infrastructure(
                register.getProperty(PREFIX + "jdbc-url"),
                register.getProperty(PREFIX + "database-user"),
                register.getProperty(PREFIX + "database-password"),
                register.getProperty(PREFIX + "bootstrap-servers"),
                register.getProperty(PREFIX + "issuer"),
                Integer.parseInt(register.getProperty(PREFIX + "mail-port")));
    }
}
