package io.aftersales.systemtests.bench.bare;

import java.util.UUID;

/**
 * What travels in the bare pipeline.
 *
 * @param id of the message, by which the inbox knows it
 * @param subject what it is about; the record's key
 */
record Message(UUID id, UUID subject) {

    /** About as large as the suite's own messages. */
    static final String PAYLOAD = "{\"text\":\"" + "x".repeat(600) + "\"}";

    static Message about(UUID subject) {
        return new Message(UUID.randomUUID(), subject);
    }
}
