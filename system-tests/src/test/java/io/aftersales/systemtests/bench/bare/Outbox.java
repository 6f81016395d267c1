package io.aftersales.systemtests.bench.bare;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Stores messages, and what they are about, in a connection's transaction: one statement each. */
final class Outbox {

    private static final String EFFECT =
            "insert into effect (id, payload) select id, ? from unnest(cast(? as uuid[])) as one (id)";
    private static final String MESSAGES = """
            insert into outbox (id, aggregatetype, aggregateid, payload)
            select id, ?, subject, ? from unnest(cast(? as uuid[]), cast(? as text[])) with ordinality as one (id, subject, place)
            order by place""";

    private Outbox() {}

    static void effect(Connection connection, List<Message> causes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(EFFECT)) {
            insert.setString(1, Message.PAYLOAD);
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", causes.stream().map(Message::subject).toArray()));
            insert.executeUpdate();
        }
    }

    static void messages(Connection connection, String topic, List<Message> messages) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(MESSAGES)) {
            insert.setString(1, topic);
            insert.setString(2, Message.PAYLOAD);
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "uuid", messages.stream().map(Message::id).toArray()));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            messages.stream()
                                    .map(message -> message.subject().toString())
                                    .toArray()));
            insert.executeUpdate();
        }
    }
}
