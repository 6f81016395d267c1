package io.aftersales.accounting.customer;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** What accounting reads of {@code customer-changed}: the customer as it is now. */
public record CustomerChanged(
        UUID customerId, String name, Address address, String vatId, UUID companyId, String externalReference) {

    public static final MessageType<CustomerChanged> TYPE = MessageType.of("customer-changed", CustomerChanged.class);
}
