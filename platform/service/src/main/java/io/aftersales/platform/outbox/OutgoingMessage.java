package io.aftersales.platform.outbox;

import java.util.UUID;

/**
 * A message on its way to Kafka.
 *
 * @param id the outbox row's and the CloudEvent's
 * @param key the record's key: what must stay in order has the same one
 * @param sequence place among the events of its aggregate, null where there is none
 * @param correlationId the after-sales action at the root of it, or null
 * @param causationId the message or request that directly caused it, or null
 */
public record OutgoingMessage(
        UUID id,
        String topic,
        String key,
        String type,
        String subject,
        Object payload,
        Long sequence,
        String correlationId,
        String causationId,
        String traceparent) {}
