package io.aftersales.platform.inbox;

import java.time.Instant;
import java.util.UUID;

/** What {@code <service>.dlq} is told about a dead letter; the letter itself stays in the service's table. */
record DeadLetterNotice(
        UUID deadLetterId,
        String service,
        String topic,
        int partition,
        long offset,
        UUID messageId,
        String messageType,
        String reason,
        Instant deadAt) {}
