package io.aftersales.inventory.saleorder;

import io.aftersales.inventory.Quantities;
import io.aftersales.platform.envelope.MessageType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A sale order as it is now; contracts/schemas/sale-order-changed.v1.schema.json. */
public record SaleOrderEvent(
        UUID saleOrderId,
        String number,
        UUID customerId,
        UUID companyId,
        LocalDate date,
        String externalReference,
        List<Line> lines) {

    public static final MessageType<SaleOrderEvent> CHANGED =
            MessageType.of("sale-order-changed", SaleOrderEvent.class);

    /** @param delivered what the customer has of it: delivered less taken back */
    public record Line(
            UUID lineId, UUID productId, String sku, BigDecimal quantity, BigDecimal delivered, BigDecimal returned) {

        static Line of(SaleOrderLine line) {
            return new Line(
                    line.id(),
                    line.product().id(),
                    line.product().sku(),
                    Quantities.plain(line.quantity()),
                    Quantities.plain(line.delivered()),
                    Quantities.plain(line.returned()));
        }
    }

    static SaleOrderEvent of(SaleOrder order) {
        return new SaleOrderEvent(
                order.id(),
                order.number(),
                order.customer().id(),
                order.customer().companyId(),
                order.date(),
                order.externalReference(),
                order.lines().stream().map(Line::of).toList());
    }
}
