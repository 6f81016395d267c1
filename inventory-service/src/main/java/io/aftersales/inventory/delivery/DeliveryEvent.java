package io.aftersales.inventory.delivery;

import io.aftersales.inventory.Quantities;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.security.Requester;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The public state of a delivery that is done; contracts/schemas/delivery-validated.v1.schema.json.
 *
 * @param replacementFor the return that it replaces the goods of
 * @param actionId the action of that exchange, or null
 */
public record DeliveryEvent(
        UUID deliveryId,
        String number,
        DeliveryState state,
        UUID customerId,
        UUID companyId,
        UUID saleOrderId,
        String saleOrderNumber,
        LocalDate date,
        UUID backOrderOf,
        UUID replacementFor,
        String externalReference,
        List<Line> lines,
        Requester changedBy,
        UUID ticketId,
        UUID actionId)
        implements OfAction {

    public static final MessageType<DeliveryEvent> VALIDATED =
            MessageType.of("delivery-validated", DeliveryEvent.class);

    /** @param quantity what was delivered */
    public record Line(
            UUID lineId,
            UUID productId,
            String sku,
            UUID saleOrderLineId,
            BigDecimal quantity,
            List<String> serialNumbers) {

        static Line of(DeliveryLine line) {
            return new Line(
                    line.id(),
                    line.product().id(),
                    line.product().sku(),
                    line.saleOrderLine() == null ? null : line.saleOrderLine().id(),
                    Quantities.plain(line.delivered()),
                    line.serialNumbers().isEmpty() ? null : line.serialNumbers());
        }
    }

    static DeliveryEvent of(Delivery delivery) {
        return new DeliveryEvent(
                delivery.id(),
                delivery.number(),
                delivery.state(),
                delivery.customer().id(),
                delivery.customer().companyId(),
                delivery.saleOrder() == null ? null : delivery.saleOrder().id(),
                delivery.saleOrder() == null ? null : delivery.saleOrder().number(),
                delivery.date(),
                delivery.backOrderOf(),
                delivery.replacementFor(),
                delivery.externalReference(),
                delivery.lines().stream()
                        .filter(line -> line.delivered().signum() > 0)
                        .map(Line::of)
                        .toList(),
                delivery.validated().by(),
                delivery.ticketId(),
                delivery.actionId());
    }
}
