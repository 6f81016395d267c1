package io.aftersales.repair.reference;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** What repair reads of {@code sale-order-changed}: the sale order as it is now. */
public record SaleOrderChanged(UUID saleOrderId, String number, UUID customerId, UUID companyId) {

    public static final MessageType<SaleOrderChanged> TYPE =
            MessageType.of("sale-order-changed", SaleOrderChanged.class);
}
