package io.aftersales.helpdesk.customer;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** A customer as front ends see it. */
@Schema(name = "Customer")
public record CustomerView(
        UUID id,
        String name,
        String email,
        String phone,
        Address address,
        String vatId,
        UUID parentId,

        @Schema(description = "The top of the customer's tree; its own id without a parent")
        UUID companyId,

        String externalReference) {}
