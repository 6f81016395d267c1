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

    /** A record as it came. */
    record Copy(byte[] key, Map<String, String> headers, byte[] payload) {

        static Copy of(Received record) {
            // A character takes up to six bytes when it is escaped.
            int headers = record.headers().entrySet().stream()
                    .mapToInt(header ->
                            6 * (header.getKey().length() + header.getValue().length()))
                    .sum();
            return length(record.key()) + headers + length(record.payload()) > MOST_BYTES
                    ? null
                    : new Copy(record.key(), record.headers(), record.payload());
        }

        private static int length(byte[] bytes) {
            return bytes == null ? 0 : bytes.length;
        }
    }
}
