package io.aftersales.inventory.customer;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** What inventory reads of {@code customer-changed}: the customer as it is now. */
public record CustomerChanged(UUID customerId, String name, UUID companyId, String externalReference) {

    public static final MessageType<CustomerChanged> TYPE = MessageType.of("customer-changed", CustomerChanged.class);
}
