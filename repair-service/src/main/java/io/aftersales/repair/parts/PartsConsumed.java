package io.aftersales.repair.parts;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.security.Requester;

import java.util.UUID;

/**
 * {@code repair-parts-consumed}: inventory moved the parts of a repair.
 *
 * @param actionId the ask that it answers
 * @param requestedBy who had asked
 */
public record PartsConsumed(UUID actionId, Requester requestedBy) implements OfAction {

    public static final MessageType<PartsConsumed> TYPE = MessageType.of("repair-parts-consumed", PartsConsumed.class);
}
