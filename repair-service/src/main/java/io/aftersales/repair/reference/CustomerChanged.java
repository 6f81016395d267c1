package io.aftersales.repair.reference;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** What repair reads of {@code customer-changed}: the customer as it is now. */
public record CustomerChanged(UUID customerId, String name, Address address, String vatId, UUID companyId) {

    public static final MessageType<CustomerChanged> TYPE = MessageType.of("customer-changed", CustomerChanged.class);
}
