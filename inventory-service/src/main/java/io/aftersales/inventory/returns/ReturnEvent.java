package io.aftersales.inventory.returns;

import io.aftersales.inventory.Quantities;
import io.aftersales.inventory.delivery.Delivery;
import io.aftersales.inventory.delivery.DeliveryState;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.security.Requester;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The public state of a return, as all its events carry it; contracts/schemas/shared/return.v1.schema.json.
 *
 * @param replacement the delivery that brings the goods anew
 * @param changedBy who made the change that the event tells of
 */
public record ReturnEvent(
        UUID returnId,
        String number,
        ReturnState state,
        UUID deliveryId,
        String deliveryNumber,
        UUID customerId,
        UUID companyId,
        UUID saleOrderId,
        String origin,
        UUID returnLocationId,
        LocalDate date,
        List<Line> lines,
        Replacement replacement,
        Requester changedBy,
        UUID ticketId,
        UUID actionId)
        implements OfAction {

    public static final MessageType<ReturnEvent> CREATED = MessageType.of("return-created", ReturnEvent.class);
    public static final MessageType<ReturnEvent> RECEIVED = MessageType.of("return-received", ReturnEvent.class);
    public static final MessageType<ReturnEvent> CANCELLED = MessageType.of("return-cancelled", ReturnEvent.class);

    /** The event that tells of a return which is in this state. */
    static MessageType<ReturnEvent> typeOf(ReturnState state) {
        return switch (state) {
            case READY -> CREATED;
            case DONE -> RECEIVED;
            case CANCELLED -> CANCELLED;
        };
    }

    /**
     * One line.
     *
     * @param quantity what was announced
     * @param received what came of it
     */
    public record Line(
            UUID lineId,
            UUID deliveryLineId,
            UUID productId,
            String sku,
            BigDecimal quantity,
            BigDecimal received,
            List<String> serialNumbers) {

        static Line of(ReturnLine line) {
            return new Line(
                    line.id(),
                    line.deliveryLine().id(),
                    line.product().id(),
                    line.product().sku(),
                    Quantities.plain(line.quantity()),
                    Quantities.plain(line.received()),
                    line.serialNumbers().isEmpty() ? null : line.serialNumbers());
        }
    }

    /** The delivery of an exchange. */
    public record Replacement(UUID deliveryId, String number, DeliveryState state) {

        static Replacement of(Delivery delivery) {
            return delivery == null ? null : new Replacement(delivery.id(), delivery.number(), delivery.state());
        }
    }

    static ReturnEvent of(GoodsReturn goods) {
        return new ReturnEvent(
                goods.id(),
                goods.number(),
                goods.state(),
                goods.delivery().id(),
                goods.delivery().number(),
                goods.customer().id(),
                goods.customer().companyId(),
                goods.delivery().saleOrder() == null
                        ? null
                        : goods.delivery().saleOrder().id(),
                goods.origin(),
                goods.returnLocation().id(),
                goods.date(),
                goods.lines().stream().map(Line::of).toList(),
                Replacement.of(goods.replacement()),
                goods.lastChange().by(),
                goods.ticketId(),
                goods.actionId());
    }
}
