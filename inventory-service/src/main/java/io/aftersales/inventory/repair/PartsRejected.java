package io.aftersales.inventory.repair;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Some parts of a repair are missing, so none was moved; contracts/schemas/repair-parts-rejected.v1.schema.json. */
public record PartsRejected(UUID actionId, UUID ticketId, String code, String detail, List<Missing> shortfall)
        implements OfAction {

    public static final MessageType<PartsRejected> TYPE = MessageType.of("repair-parts-rejected", PartsRejected.class);

    /**
     * A product of which there is too little.
     *
     * @param available in stock, and promised to no delivery
     */
    public record Missing(UUID productId, BigDecimal needed, BigDecimal available) {}
}
