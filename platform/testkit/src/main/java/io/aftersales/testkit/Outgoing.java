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
 * with it is changed by {@link #header}, {@link #without} and {@link #bytes}; each returns a changed copy. One without such a
 * change must be what the other service would send: {@code ContractWatch} holds it against the contracts as well.
 */
public final class Outgoing {

    /** Marks what tests sent, so that nobody takes it for the service's own. */
    private static final String TEST_MARK = "aftersales-test";

    private static final String ALTERED = "altered";
    private static final String AS_PROMISED = "as promised";

    private final String topic;
    private final String key;
    private final Map<String, String> headers;
    private final byte[] value;
    private final boolean altered;

    private Outgoing(String topic, String key, Map<String, String> headers, byte[] value, boolean altered) {
        this.topic = topic;
        this.key = key;
        this.headers = headers;
        this.value = value;
        this.altered = altered;
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
        return keyed(topic, key.toString(), payload, Map.of("ce_correlationid", actionId.toString()));
    }

    /** An event of an aggregate. */
    public static Outgoing event(String topic, UUID aggregateId, long sequence, Object payload) {
        return keyed(topic, aggregateId.toString(), payload, Map.of("ce_sequence", Long.toString(sequence)));
    }

    /** An event of an aggregate that came out of an action. */
    public static Outgoing event(String topic, UUID aggregateId, long sequence, UUID actionId, Object payload) {
        return keyed(
                topic,
                aggregateId.toString(),
                payload,
                Map.of("ce_sequence", Long.toString(sequence), "ce_correlationid", actionId.toString()));
    }

    /** The answer to an action that broke a rule. */
    public static Outgoing rejection(String topic, UUID actionId, Object payload) {
        return command(topic, actionId, actionId, payload);
    }

    /** A message without action and sequence. */
    public static Outgoing message(String topic, UUID key, Object payload) {
        return keyed(topic, key.toString(), payload, Map.of());
    }

    /** That a service is installed. */
    public static Outgoing announcement(String service) {
        return keyed(
                "service-announced",
                service,
                Map.of("service", service, "version", "test", "instance", "test", "announcedAt", Instant.now()),
                Map.of());
    }

    /** Bytes without any header: a poison record. */
    public static Outgoing raw(String topic, String key, byte[] value) {
        return new Outgoing(topic, key, Map.of(), value, true);
    }

    private static Outgoing keyed(String topic, String key, Object payload, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", Generators.timeBasedEpochGenerator().generate().toString());
        headers.put("ce_type", "io.aftersales." + topic + ".v1");
        headers.put("ce_source", "/test");
        headers.put("ce_subject", key);
        headers.put("ce_time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        headers.put("ce_dataschema", "https://aftersales.io/schemas/" + topic + ".v1.schema.json");
        headers.put("content-type", "application/json");
        headers.putAll(more);
        String json = payload instanceof String text ? text : Json.write(payload);
        return new Outgoing(topic, key, headers, json.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Whether a test sent this message, or the service under test. */
    public static boolean wasSentByATest(Message message) {
        return message.headers().containsKey(TEST_MARK);
    }

    /** Whether a test sent this message with something changed on purpose: it need not keep any contract. */
    public static boolean wasAltered(Message message) {
        return ALTERED.equals(message.header(TEST_MARK));
    }

    /** {@code ce_id}, by which the inbox knows a message again. */
    public UUID id() {
        return UUID.fromString(headers.get("ce_id"));
    }

    public Outgoing header(String name, String text) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, text);
        return new Outgoing(topic, key, changed, value, true);
    }

    public Outgoing without(String header) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.remove(header);
        return new Outgoing(topic, key, changed, value, true);
    }

    /** The same headers around other bytes. */
    public Outgoing bytes(byte[] other) {
        return new Outgoing(topic, key, headers, other, true);
    }

    ProducerRecord<byte[], byte[]> toRecord() {
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> out.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        out.headers().add(TEST_MARK, (altered ? ALTERED : AS_PROMISED).getBytes(StandardCharsets.UTF_8));
        return out;
    }
}
