package io.aftersales.platform.inbox;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.paging.Keyed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.time.Instant;
import java.util.UUID;

/** A message that could not be handled, or not be handed over, and waits for an operator to replay or discard it. */
@Entity
public class DeadLetter implements Keyed {

    public static final String INBOUND = "inbound";

    @Id
    private UUID id = Ids.next();

    private String direction = INBOUND;
    private UUID messageId;
    private String topic;
    private Integer kafkaPartition;
    private Long kafkaOffset;
    private byte[] key;
    private String headers;
    private byte[] payload;
    private String reason;
    private String detail;

    @Column(insertable = false, updatable = false)
    private Instant failedAt;

    protected DeadLetter() {}

    @Override
    public UUID id() {
        return id;
    }

    public boolean isInbound() {
        return INBOUND.equals(direction);
    }

    public String direction() {
        return direction;
    }

    public UUID messageId() {
        return messageId;
    }

    public String topic() {
        return topic;
    }

    public Integer kafkaPartition() {
        return kafkaPartition;
    }

    public Long kafkaOffset() {
        return kafkaOffset;
    }

    public byte[] key() {
        return key;
    }

    /** The record's headers, a JSON object of texts. */
    public String headers() {
        return headers;
    }

    public byte[] payload() {
        return payload;
    }

    public String reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }

    public Instant failedAt() {
        return failedAt;
    }
}
