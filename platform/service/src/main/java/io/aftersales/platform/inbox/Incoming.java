package io.aftersales.platform.inbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A message as its handler gets it.
 *
 * @param id the CloudEvent's; a handler sees each id once
 * @param type the CloudEvents type
 * @param correlationId the after-sales action that it belongs to, or null
 * @param sequence place among the events of its aggregate, over all topics; null for commands and rejections
 * @param subject the aggregate, action or service that it is about
 * @param time when it was decided
 */
public record Incoming<T>(
        UUID id, String type, UUID correlationId, Long sequence, String subject, Instant time, T payload) {}
