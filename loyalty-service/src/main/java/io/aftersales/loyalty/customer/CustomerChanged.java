package io.aftersales.loyalty.customer;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/**
 * What loyalty reads of {@code customer-changed}.
 *
 * @param companyId the top of the customer's tree of companies
 */
public record CustomerChanged(UUID customerId, UUID companyId) {

    public static final MessageType<CustomerChanged> TYPE = MessageType.of("customer-changed", CustomerChanged.class);
}
