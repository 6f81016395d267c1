package io.aftersales.helpdesk.aftersales.returns;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;

import java.util.List;
import java.util.UUID;

/**
 * Inventory's event about a delivery that is done: what of its public state the helpdesk needs.
 *
 * @param actionId the action of the exchange that it came from, or null
 */
record Delivery(UUID deliveryId, String number, String state, UUID customerId, List<Line> lines, UUID actionId)
        implements OfAction {

    static final MessageType<Delivery> VALIDATED = MessageType.of("delivery-validated", Delivery.class);

    /** A product that it brought. */
    record Line(UUID productId) {}
}
