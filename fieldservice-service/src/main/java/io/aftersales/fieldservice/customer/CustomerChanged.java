package io.aftersales.fieldservice.customer;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** What field service reads of {@code customer-changed}: the customer as it is now. */
public record CustomerChanged(UUID customerId, String name, Address address, UUID companyId) {

    public static final MessageType<CustomerChanged> TYPE = MessageType.of("customer-changed", CustomerChanged.class);
}
