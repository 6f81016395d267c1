package io.aftersales.platform.inbox;

import io.aftersales.platform.envelope.CloudEventHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A record as it came, or as it lies among the dead letters. Nothing about it is trusted yet.
 *
 * @param headers every header as text; of several with one name the last
 */
record Received(String topic, int partition, long offset, byte[] key, Map<String, String> headers, byte[] payload) {

    static Received of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(
                    header.key(),
                    header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8).replace("\0", ""));
        }
        return new Received(record.topic(), record.partition(), record.offset(), record.key(), headers, record.value());
    }

    String header(String name) {
        return headers.get(name);
    }

    /** The CloudEvent's id, or null where there is none that can be used. */
    UUID id() {
        try {
            String id = header(CloudEventHeaders.ID);
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException notAUuid) {
            return null;
        }
    }

    /**
     * What the inbox knows this record by: its id, or a name made of its place where it has none, so that even such a record
     * is put aside only once.
     */
    UUID inboxId() {
        UUID id = id();
        return id != null
                ? id
                : UUID.nameUUIDFromBytes((topic + "-" + partition + "@" + offset).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset + " (" + id() + ")";
    }
}
