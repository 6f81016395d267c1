package io.aftersales.systemtests.bench.bare;

import io.aftersales.systemtests.bench.load.Operation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The process in the helpdesk's place: stores what is asked with its command, and the answer when it comes. The callers live
 * in it, so that there is no network between them and the first commit.
 */
final class Asking implements Inbox.Handler, Operation {

    private static final String OUTCOME = "update effect set outcome = 'done' where id = any (?)";

    private final String jdbcUrl;
    private final Relay relay;
    private final ThreadLocal<Connection> connections = ThreadLocal.withInitial(this::connect);
    private final ExecutorService pool = Executors.newFixedThreadPool(Settings.POOL, task -> {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    private Asking(String jdbcUrl, Relay relay) {
        this.jdbcUrl = jdbcUrl;
        this.relay = relay;
    }

    static Operation start(String jdbcUrl, String bootstrapServers) throws SQLException {
        Relay relay = new Relay(DriverManager.getConnection(jdbcUrl), bootstrapServers);
        new Thread(relay, "relay").start();
        Asking asking = new Asking(jdbcUrl, relay);
        Inbox inbox = new Inbox(DriverManager.getConnection(jdbcUrl), bootstrapServers, Settings.ANSWERS, asking);
        new Thread(inbox, "inbox").start();
        return asking;
    }

    /** Asks for one thing; completes when the answer to it has been stored. */
    @Override
    public CompletionStage<Void> begin(int number) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        pool.execute(() -> {
            try {
                ask(answered);
            } catch (SQLException e) {
                answered.completeExceptionally(e);
            }
        });
        return answered;
    }

    private void ask(CompletableFuture<Void> answered) throws SQLException {
        Connection connection = connections.get();
        List<Message> command = List.of(Message.about(UUID.randomUUID()));
        waiting.put(command.get(0).subject(), answered);
        Outbox.effect(connection, command);
        Outbox.messages(connection, Settings.COMMANDS, command);
        connection.commit();
        relay.wake();
    }

    private Connection connect() {
        try {
            Connection connection = DriverManager.getConnection(jdbcUrl);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached", e);
        }
    }

    @Override
    public void handle(List<Message> answers, Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(OUTCOME)) {
            update.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", answers.stream().map(Message::subject).toArray()));
            update.executeUpdate();
        }
    }

    @Override
    public void committed(List<Message> answers) {
        // Of what an earlier run left on the topic nobody knows any more.
        answers.stream()
                .map(answer -> waiting.remove(answer.subject()))
                .filter(answered -> answered != null)
                .forEach(answered -> answered.complete(null));
    }
}
