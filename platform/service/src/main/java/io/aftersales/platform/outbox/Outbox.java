package io.aftersales.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
            from unnest(cast(?1 as uuid[]), cast(?2 as text[]), cast(?3 as text[]), cast(?4 as text[]),
                        cast(?5 as text[]), cast(?6 as text[]), cast(?7 as text[]), cast(?8 as bigint[]),
                        cast(?9 as text[]), cast(?10 as text[]))
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
        return session.createNativeQuery(INSERT)
                .setParameter(1, column(messages, OutgoingMessage::id, UUID[]::new))
                .setParameter(2, column(messages, OutgoingMessage::topic, String[]::new))
                .setParameter(3, column(messages, OutgoingMessage::key, String[]::new))
                .setParameter(4, column(messages, OutgoingMessage::type, String[]::new))
                .setParameter(5, column(messages, OutgoingMessage::subject, String[]::new))
                .setParameter(6, column(messages, OutgoingMessage::correlationId, String[]::new))
                .setParameter(7, column(messages, OutgoingMessage::causationId, String[]::new))
                .setParameter(8, column(messages, OutgoingMessage::sequence, Long[]::new))
                .setParameter(9, column(messages, OutgoingMessage::traceparent, String[]::new))
                .setParameter(10, column(messages, message -> write(message.payload()), String[]::new))
                .executeUpdate()
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
