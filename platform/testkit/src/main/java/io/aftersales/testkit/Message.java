package io.aftersales.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A record as it lies on a topic: a CloudEvent in Kafka's binary mode, or something that should have been one.
 *
 * @param key null where the record has none
 * @param headers values as text
 * @param value null for a tombstone
 */
public record Message(String topic, int partition, long offset, String key, Map<String, String> headers, byte[] value) {

    static Message of(ConsumerRecord<byte[], byte[]> read) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : read.headers()) {
            headers.put(
                    header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
        }
        String key = read.key() == null ? null : new String(read.key(), StandardCharsets.UTF_8);
        return new Message(read.topic(), read.partition(), read.offset(), key, headers, read.value());
    }

    public String header(String name) {
        return headers.get(name);
    }

    /** {@code ce_id}: the same on every repeat of the message. */
    public UUID id() {
        return UUID.fromString(header("ce_id"));
    }

    /** {@code ce_type}, such as {@code io.aftersales.credit-note-posted.v1}. */
    public String type() {
        return header("ce_type");
    }

    public String subject() {
        return header("ce_subject");
    }

    /** {@code ce_correlationid}: the action; null where there is none. */
    public String correlationId() {
        return header("ce_correlationid");
    }

    public String causationId() {
        return header("ce_causationid");
    }

    /** {@code ce_sequence}; null for what is no event of an aggregate. */
    public Long sequence() {
        String sequence = header("ce_sequence");
        return sequence == null ? null : Long.valueOf(sequence);
    }

    public JsonNode payload() {
        return Json.read(new String(value, StandardCharsets.UTF_8));
    }

    /** Text of a field by JSON pointer, such as {@code /total/amount}; null where it is missing. */
    public String text(String pointer) {
        return payload().at(pointer).asText(null);
    }

    @Override
    public String toString() {
        return "%s-%d@%d key=%s %s %s"
                .formatted(
                        topic,
                        partition,
                        offset,
                        key,
                        headers,
                        value == null ? null : new String(value, StandardCharsets.UTF_8));
    }
}
