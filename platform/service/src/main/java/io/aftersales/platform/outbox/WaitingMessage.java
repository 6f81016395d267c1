package io.aftersales.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** One row of the outbox, as the relay reads it. */
record WaitingMessage(
        long seq,
        UUID id,
        String topic,
        String key,
        String type,
        String subject,
        String correlationId,
        String causationId,
        Long sequence,
        String traceparent,
        String payload,
        OffsetDateTime createdAt) {

    static WaitingMessage of(ResultSet row) throws SQLException {
        Long sequence = row.getObject("sequence", Long.class);
        return new WaitingMessage(
                row.getLong("seq"),
                row.getObject("id", UUID.class),
                row.getString("aggregatetype"),
                row.getString("aggregateid"),
                row.getString("type"),
                row.getString("subject"),
                row.getString("correlation_id"),
                row.getString("causation_id"),
                sequence,
                row.getString("traceparent"),
                row.getString("payload"),
                row.getObject("created_at", OffsetDateTime.class));
    }
}
