package io.aftersales.platform.inbox;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What {@code <service>.dlq} is told about a dead letter; the letter itself stays in the service's table.
 *
 * @param record a copy of the record; null where it is too large for a message of ours
 */
record DeadLetterNotice(
        UUID deadLetterId,
        String service,
        String topic,
        int partition,
        long offset,
        UUID messageId,
        String messageType,
        String reason,
        Instant deadAt,
        Copy record) {

    /** Bytes are Base64 in JSON, a third longer, and a message takes 256 KiB. */
    private static final int MOST_BYTES = 150 * 1024;

    /**
     * A record as it came.
     *
     * @param payload null where it had none, or a confidential one
     */
    record Copy(byte[] key, Map<String, String> headers, byte[] payload) {

        static Copy of(Received record) {
            return new Copy(record.key(), record.headers(), record.payload()).unlessTooLarge();
        }

        static Copy withoutPayload(Received record) {
            return new Copy(record.key(), record.headers(), null).unlessTooLarge();
        }

        private Copy unlessTooLarge() {
            // A character takes up to six bytes when it is escaped.
            int characters = headers.entrySet().stream()
                    .mapToInt(header ->
                            6 * (header.getKey().length() + header.getValue().length()))
                    .sum();
            return length(key) + characters + length(payload) > MOST_BYTES ? null : this;
        }

        private static int length(byte[] bytes) {
            return bytes == null ? 0 : bytes.length;
        }
    }
}
