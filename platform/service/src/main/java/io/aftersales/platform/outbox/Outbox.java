package io.aftersales.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The table of messages that were decided on but not yet handed to Kafka; the {@link Relay} empties it in order. */
@ApplicationScoped
public class Outbox {

    /** The ordinality keeps the order in which the messages were told: the database gives seq in the order of insertion. */
    private static final String INSERT = """
            insert into outbox (id, aggregatetype, aggregateid, type, subject, correlation_id, causation_id,
                                sequence, traceparent, payload)
            select id, topic, key, type, subject, correlation_id, causation_id, sequence, traceparent, payload
            from unnest(cast($1 as uuid[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                        cast($5 as text[]), cast($6 as text[]), cast($7 as text[]), cast($8 as bigint[]),
                        cast($9 as text[]), cast($10 as text[]))
                 with ordinality as message (id, topic, key, type, subject, correlation_id, causation_id,
                                             sequence, traceparent, payload, place)
            order by place""";

    private final ObjectMapper json;

    Outbox(ObjectMapper json) {
        this.json = json;
    }

    /** Writes messages, in their order, within the session's transaction. */
    public Uni<Void> store(Mutiny.Session session, List<OutgoingMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        INSERT,
                        column(messages, OutgoingMessage::id, UUID[]::new),
                        column(messages, OutgoingMessage::topic, String[]::new),
                        column(messages, OutgoingMessage::key, String[]::new),
                        column(messages, OutgoingMessage::type, String[]::new),
                        column(messages, OutgoingMessage::subject, String[]::new),
                        column(messages, OutgoingMessage::correlationId, String[]::new),
                        column(messages, OutgoingMessage::causationId, String[]::new),
                        column(messages, OutgoingMessage::sequence, Long[]::new),
                        column(messages, OutgoingMessage::traceparent, String[]::new),
                        column(messages, message -> write(message.payload()), String[]::new))
                .replaceWithVoid();
    }

    private static <T> T[] column(
            List<OutgoingMessage> messages, Function<OutgoingMessage, T> value, IntFunction<T[]> array) {
        return messages.stream().map(value).toArray(array);
    }

    private String write(Object payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(
                    "A message of type " + payload.getClass().getName(), unwritable);
        }
    }
}
