package io.aftersales.platform.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.aftersales.platform.envelope.CloudEventHeaders;
import io.aftersales.platform.envelope.Command;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The service's handlers by CloudEvents type, and the reading of records for them. */
@ApplicationScoped
class Handlers {

    private final Map<String, MessageHandler<?>> byType = new TreeMap<>();
    private final ObjectMapper json;

    Handlers(@All List<MessageHandler<?>> handlers, @All List<MessageHandlers> groups, ObjectMapper json) {
        // Readers ignore unknown fields: within a major version messages grow.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        handlers.forEach(this::add);
        groups.forEach(group -> group.all().forEach(this::add));
    }

    private void add(MessageHandler<?> handler) {
        MessageHandler<?> other = byType.put(handler.type().ceType(), handler);
        if (other != null) {
            throw new IllegalStateException("two handlers for " + handler.type().ceType());
        }
    }

    Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        byType.values().forEach(handler -> topics.add(handler.type().topic()));
        return topics;
    }

    /** @throws UnreadableMessageException when there is no handler for it, or its handler could not be given it */
    Delivery<?> read(Received record) {
        UUID id = record.id();
        if (id == null) {
            throw new UnreadableMessageException("no-id", "no " + CloudEventHeaders.ID + " header with a UUID", null);
        }
        String type = record.header(CloudEventHeaders.TYPE);
        MessageHandler<?> handler = type == null ? null : byType.get(type);
        if (handler == null) {
            throw new UnreadableMessageException("unknown-type", "no handler for type " + type, null);
        }
        return delivery(id, handler, record);
    }

    /** The command handler that a record was meant for, judged by its topic alone; null if it was not a command. */
    CommandHandler<?> commandHandler(Received record) {
        return byType.values().stream()
                .filter(handler -> handler.type().topic().equals(record.topic()))
                .filter(CommandHandler.class::isInstance)
                .map(handler -> (CommandHandler<?>) handler)
                .findFirst()
                .orElse(null);
    }

    /** Whether messages of a topic have payloads that only its readers may see. */
    boolean isConfidential(String topic) {
        return byType.values().stream()
                .map(MessageHandler::type)
                .anyMatch(type -> type.topic().equals(topic) && type.confidential());
    }

    /** What can be read of a JSON document without knowing its type; an empty object if nothing can. */
    JsonNode anyJson(byte[] payload) {
        try {
            JsonNode node = payload == null ? null : json.readTree(payload);
            return node != null && node.isObject() ? node : json.createObjectNode();
        } catch (IOException notJson) {
            return json.createObjectNode();
        }
    }

    private <T> Delivery<T> delivery(UUID id, MessageHandler<T> handler, Received record) {
        if (record.payload() == null) {
            throw new UnreadableMessageException("unreadable", "no payload", null);
        }
        try {
            ObjectReader reader = json.readerFor(handler.type().payloadClass());
            T payload = reader.readValue(record.payload());
            if (payload == null) {
                throw new UnreadableMessageException("unreadable", "the payload is null", null);
            }
            if (payload instanceof Command command && command.actionId() == null) {
                throw new UnreadableMessageException("unreadable", "a command without actionId", null);
            }
            String time = record.header(CloudEventHeaders.TIME);
            if (time == null) {
                throw new UnreadableMessageException("unreadable", "no " + CloudEventHeaders.TIME + " header", null);
            }
            String sequence = record.header(CloudEventHeaders.SEQUENCE);
            String correlation = record.header(CloudEventHeaders.CORRELATION_ID);
            Incoming<T> message = new Incoming<>(
                    id,
                    handler.type().ceType(),
                    correlation == null ? null : UUID.fromString(correlation),
                    sequence == null ? null : Long.valueOf(sequence),
                    record.header(CloudEventHeaders.SUBJECT),
                    Instant.parse(time),
                    payload);
            return new Delivery<>(handler, message, record);
        } catch (JsonProcessingException unreadable) {
            throw new UnreadableMessageException("unreadable", unreadable.getOriginalMessage(), unreadable);
        } catch (IOException | IllegalArgumentException | DateTimeParseException unreadable) {
            throw new UnreadableMessageException("unreadable", String.valueOf(unreadable.getMessage()), unreadable);
        }
    }
}
