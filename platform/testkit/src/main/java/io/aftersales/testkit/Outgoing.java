package io.aftersales.testkit;

import com.fasterxml.uuid.Generators;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A message that a test sends in place of another service, with all headers of the envelope. What a test wants to be wrong
 * with it is changed by {@link #header}, {@link #without} and {@link #bytes}; each returns a changed copy.
 */
public final class Outgoing {

    /** Marks what tests sent, so that nobody takes it for the service's own. */
    private static final String TEST_MARK = "aftersales-test";

    private final String topic;
    private final String key;
    private final Map<String, String> headers;
    private final byte[] value;

    private Outgoing(String topic, String key, Map<String, String> headers, byte[] value) {
        this.topic = topic;
        this.key = key;
        this.headers = headers;
        this.value = value;
    }

    /**
     * A command.
     *
     * @param topic the message's name
     * @param key the aggregate that it is about
     * @param actionId the action that its answer finishes
     * @param payload a record or map to be written as JSON, or JSON text
     */
    public static Outgoing command(String topic, UUID key, UUID actionId, Object payload) {
        return message(topic, key, payload).header("ce_correlationid", actionId.toString());
    }

    /** An event of an aggregate. */
    public static Outgoing event(String topic, UUID aggregateId, long sequence, Object payload) {
        return message(topic, aggregateId, payload).header("ce_sequence", Long.toString(sequence));
    }

    /** The answer to an action that broke a rule. */
    public static Outgoing rejection(String topic, UUID actionId, Object payload) {
        return message(topic, actionId, payload).header("ce_correlationid", actionId.toString());
    }

    /** A message without action and sequence. */
    public static Outgoing message(String topic, UUID key, Object payload) {
        return keyed(topic, key.toString(), payload);
    }

    /** That a service is installed. */
    public static Outgoing announcement(String service) {
        return keyed(
                "service-announced",
                service,
                Map.of("service", service, "version", "test", "instance", "test", "announcedAt", Instant.now()));
    }

    /** Bytes without any header: a poison record. */
    public static Outgoing raw(String topic, String key, byte[] value) {
        return new Outgoing(topic, key, Map.of(), value);
    }

    private static Outgoing keyed(String topic, String key, Object payload) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", Generators.timeBasedEpochGenerator().generate().toString());
        headers.put("ce_type", "io.aftersales." + topic + ".v1");
        headers.put("ce_source", "/test");
        headers.put("ce_subject", key);
        headers.put("ce_time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        headers.put("ce_dataschema", "https://aftersales.io/schemas/" + topic + ".v1.schema.json");
        headers.put("content-type", "application/json");
        String json = payload instanceof String text ? text : Json.write(payload);
        return new Outgoing(topic, key, headers, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a test sent this message, or the service under test. */
    public static boolean wasSentByATest(Message message) {
        return message.headers().containsKey(TEST_MARK);
    }

    /** {@code ce_id}, by which the inbox knows a message again. */
    public UUID id() {
        return UUID.fromString(headers.get("ce_id"));
    }

    public Outgoing header(String name, String text) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, text);
        return new Outgoing(topic, key, changed, value);
    }

    public Outgoing without(String header) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.remove(header);
        return new Outgoing(topic, key, changed, value);
    }

    /** The same headers around other bytes. */
    public Outgoing bytes(byte[] other) {
        return new Outgoing(topic, key, headers, other);
    }

    ProducerRecord<byte[], byte[]> toRecord() {
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> out.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        out.headers().add(TEST_MARK, new byte[0]);
        return out;
    }
}
