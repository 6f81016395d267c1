package io.aftersales.systemtests.bench.bare;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The process in accounting's place: has the effect of each command and answers it. */
final class Doing implements Inbox.Handler {

    private final Relay relay;

    private Doing(Relay relay) {
        this.relay = relay;
    }

    static void start(String jdbcUrl, String bootstrapServers) throws SQLException {
        Relay relay = new Relay(DriverManager.getConnection(jdbcUrl), bootstrapServers);
        new Thread(relay, "relay").start();
        Inbox inbox =
                new Inbox(DriverManager.getConnection(jdbcUrl), bootstrapServers, Settings.COMMANDS, new Doing(relay));
        new Thread(inbox, "inbox").start();
    }

    @Override
    public void handle(List<Message> commands, Connection connection) throws SQLException {
        Outbox.effect(connection, commands);
        Outbox.messages(
                connection,
                Settings.ANSWERS,
                commands.stream()
                        .map(command -> Message.about(command.subject()))
                        .toList());
    }

    @Override
    public void committed(List<Message> commands) {
        relay.wake();
    }
}
