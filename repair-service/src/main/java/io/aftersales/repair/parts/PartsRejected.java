package io.aftersales.repair.parts;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * {@code repair-parts-rejected}: inventory moved nothing.
 *
 * @param actionId the ask that it answers
 * @param shortfall what is missing in stock; null where the reason is another one
 */
public record PartsRejected(UUID actionId, String code, String detail, List<Missing> shortfall) implements OfAction {

    public static final MessageType<PartsRejected> TYPE = MessageType.of("repair-parts-rejected", PartsRejected.class);

    /** A product of which there is too little. */
    public record Missing(UUID productId, BigDecimal needed, BigDecimal available) {}
}
