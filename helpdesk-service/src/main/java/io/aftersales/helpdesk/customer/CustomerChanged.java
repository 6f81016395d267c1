package io.aftersales.helpdesk.customer;

import java.util.UUID;

/** {@code customer-changed}: reference data, a customer as it is now. */
record CustomerChanged(
        UUID customerId,
        String name,
        String email,
        String phone,
        Address address,
        String vatId,
        UUID parentId,
        UUID companyId,
        String externalReference) {}
