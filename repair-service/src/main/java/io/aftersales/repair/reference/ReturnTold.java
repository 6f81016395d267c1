package io.aftersales.repair.reference;

import io.aftersales.platform.envelope.MessageType;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** What repair reads of inventory's events about a return: which goods came back, or are on their way. */
public record ReturnTold(
        UUID returnId, String number, String state, UUID customerId, UUID companyId, List<Line> lines) {

    static final MessageType<ReturnTold> CREATED = MessageType.of("return-created", ReturnTold.class);
    static final MessageType<ReturnTold> RECEIVED = MessageType.of("return-received", ReturnTold.class);
    static final MessageType<ReturnTold> CANCELLED = MessageType.of("return-cancelled", ReturnTold.class);

    /** @param quantity what the customer announced */
    public record Line(UUID productId, BigDecimal quantity) {}
}
