package io.aftersales.local.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * PostgreSQL on the loopback address, with fsync and synchronous_commit on. When it is ready every service's database
 * exists, owned by a role of the same name that no other service's role can connect as or to.
 */
public final class Database extends Part {

    private final Path data;
    private final int port;
    private final Collection<String> databases;
    private final int connections;
    private final Log log;
    private EmbeddedPostgres postgres;

    /** @param connections how many clients may have open at once */
    public Database(Path data, int port, Collection<String> databases, int connections, Log log, Watchdog watchdog) {
        super("postgres", watchdog);
        this.data = data;
        this.port = port;
        this.databases = List.copyOf(databases);
        this.connections = connections;
        this.log = log;
    }

    @Override
    public int port() {
        return port;
    }

    /** For JDBC, as the database's owner. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, database);
    }

    @Override
    protected ProcessHandle launch() {
        try {
            endOrphan();
            postgres = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(patience())
                    .setOutputRedirector(log.redirect())
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", Integer.toString(connections))
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
            return postmaster();
        } catch (IOException | IllegalStateException e) {
            throw new SuiteException("PostgreSQL does not start: " + e.getMessage() + "\n" + log.tail(), e);
        }
    }

    /** A server that outlived its runner still holds the folder; the number of one long gone may be another's now. */
    private void endOrphan() throws IOException {
        if (!Files.exists(pidFile())) {
            return;
        }
        ProcessHandle.of(pidInFile())
                .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                .ifPresent(process -> {
                    destroy(process);
                    process.onExit().join();
                });
        Files.delete(pidFile());
    }

    private ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(pidInFile()).orElseThrow(() -> new IOException("the server is gone"));
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private long pidInFile() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
    }

    @Override
    protected boolean isReady() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            Set<String> present = new HashSet<>();
            try (ResultSet names = statement.executeQuery("select datname from pg_database")) {
                while (names.next()) {
                    present.add(names.getString(1));
                }
            }
            for (String name : databases) {
                if (!present.contains(name)) {
                    statement.execute("create role \"%s\" login".formatted(name));
                    statement.execute("create database \"%1$s\" owner \"%1$s\"".formatted(name));
                    statement.execute("revoke all on database \"%s\" from public".formatted(name));
                }
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    protected String stopSignal() {
        return "INT";
    }

    @Override
    protected void halt(ProcessHandle process) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sessions' processes too: they would keep the shared memory, and a new server waits for it to be free. */
    @Override
    protected void destroy(ProcessHandle process) {
        List<ProcessHandle> sessions = process.descendants().toList();
        process.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
        sessions.forEach(session -> session.onExit().join());
    }

    @Override
    protected void released() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String lastWords() {
        return log.tail();
    }
}
