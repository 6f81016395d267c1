package io.aftersales.helpdesk.aftersales.returns;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.security.Requester;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Inventory's events about a return: what of its public state the ticket shows.
 *
 * @param replacement the delivery of an exchange, or null
 * @param changedBy who made the change
 */
record ReturnEvent(
        UUID returnId,
        String number,
        String state,
        String deliveryNumber,
        List<Line> lines,
        Replacement replacement,
        Requester changedBy,
        UUID actionId)
        implements OfAction {

    static final MessageType<ReturnEvent> CREATED = MessageType.of("return-created", ReturnEvent.class);
    static final MessageType<ReturnEvent> RECEIVED = MessageType.of("return-received", ReturnEvent.class);
    static final MessageType<ReturnEvent> CANCELLED = MessageType.of("return-cancelled", ReturnEvent.class);

    /**
     * What comes back of a line of the delivery.
     *
     * @param received what came of it
     */
    record Line(BigDecimal quantity, BigDecimal received) {}

    /** The delivery that brings the goods anew. */
    record Replacement(UUID deliveryId, String number, String state) {}

    /** What is announced, over all lines. */
    BigDecimal quantity() {
        return sum(Line::quantity);
    }

    /** What came of it, over all lines. */
    BigDecimal received() {
        return sum(Line::received);
    }

    private BigDecimal sum(Function<Line, BigDecimal> of) {
        return lines.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
