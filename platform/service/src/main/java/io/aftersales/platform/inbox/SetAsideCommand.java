package io.aftersales.platform.inbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.util.UUID;

/** A command as it came, which names a record that is not known here yet. */
@Entity
class SetAsideCommand {

    /** Of the message, which is in the inbox. */
    @Id
    private UUID messageId;

    private String topic;
    private int kafkaPartition;
    private long kafkaOffset;
    private byte[] key;

    private String headers;

    private byte[] payload;

    protected SetAsideCommand() {}

    SetAsideCommand(Received record, HeadersJson json) {
        messageId = record.id();
        topic = record.topic();
        kafkaPartition = record.partition();
        kafkaOffset = record.offset();
        key = record.key();
        headers = json.write(record.headers());
        payload = record.payload();
    }

    /** The record as it came. */
    Received record(HeadersJson json) {
        return new Received(topic, kafkaPartition, kafkaOffset, key, json.read(headers), payload);
    }

    UUID messageId() {
        return messageId;
    }
}
